package dev.esb.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ContainerCommand.Diff;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.FakeDocker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateOutsideTest {
    private final FakeDocker docker = new FakeDocker();

    @Test
    void isWhatServicesHaveWrittenBesideTheirVolumes() {
        docker.answer(new Diff("db-1"), List.of("/var", "/var/lib", "/var/lib/db", "/var/lib/db/rows", "/etc/db.conf"))
                .answer(new Diff("web-1"), List.of());

        assertThat(of("{db: {}, web: {}}", "db", "web"))
                .isEqualTo(Map.of("db", List.of("/var/lib/db/rows", "/etc/db.conf")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tmp/x",
                "/run/db/socket",
                "/var/run/db.sock",
                "/var/log/db/today",
                "/var/cache/apt/x",
                "/var/lib/db/db.pid",
                "/app/server.log",
                "/app/__pycache__/main.cpython-312.pyc",
                "/etc/hosts",
                "/etc/mtab",
                "/root/.bash_history",
                "/home/app/.config/x",
                "/usr/sbin/docker-init"
            })
    void isNotWhatIsOfTheRun(String path) {
        docker.answer(new Diff("db-1"), List.of(path));

        assertThat(of("{db: {}}", "db")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmpdata", "/root/rows", "/home/app/rows", "/etc/hosts.db", "/var/lib/run/x", "/data/log"})
    void isWhatOnlyHasASimilarName(String path) {
        docker.answer(new Diff("db-1"), List.of(path));

        assertThat(of("{db: {}}", "db")).isEqualTo(Map.of("db", List.of(path)));
    }

    @Test
    void isNotThatAtWhichSomethingIsMounted() {
        docker.answer(new Diff("db-1"), List.of("/rows", "/etc/db.conf", "/key", "/other"));

        assertThat(of(
                        "{db: {volumes: [{target: /rows}], configs: [{source: c, target: /etc/db.conf}], secrets: [{source: key}]}}",
                        "db"))
                .isEqualTo(Map.of("db", List.of("/other")));
    }

    /** All containers of a service do the same. */
    @Test
    void isLookedForInOneContainerOfAService() {
        docker.answer(new Diff("db-1"), List.of("/rows"));

        assertThat(of("{db: {}}", "db", "db")).isEqualTo(Map.of("db", List.of("/rows")));
        assertThat(docker.calls()).hasSize(1);
    }

    private Map<String, List<String>> of(String services, String... containers) {
        return new StateOutside(docker)
                .of(
                        List.of(containers).stream()
                                .map(service -> new ContainerSummary(
                                        service + "-1", service, "esb-a", service, 1, "exited", "", List.of()))
                                .toList(),
                        Models.yaml("services: " + services));
    }
}
