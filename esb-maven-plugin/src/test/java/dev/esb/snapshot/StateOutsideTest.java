package dev.esb.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.archive.TarHeader;
import dev.esb.docker.ContainerCommand.CopyOut;
import dev.esb.docker.ContainerCommand.Diff;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.FakeDocker;
import java.nio.charset.StandardCharsets;
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

    @Test
    void isLookedForInEveryContainerOfAService() {
        docker.answer(new Diff("1"), List.of("/rows"));
        docker.answer(new Diff("2"), List.of("/rows", "/more"));
        List<ContainerSummary> containers = List.of(
                new ContainerSummary("1", "esb-a-db-1", "esb-a", "db", 1, "running", "", List.of()),
                new ContainerSummary("2", "esb-a-db-2", "esb-a", "db", 2, "running", "", List.of()));

        assertThat(new StateOutside(docker).of(containers, Models.yaml("services: {db: {}}")))
                .isEqualTo(Map.of("db", List.of("/rows", "/more")));
    }

    @Test
    void isNoDirectoryThatIsEmptyOrHasAnotherTime() {
        docker.answer(new Diff("db-1"), List.of("/opt/plugins", "/opt/rows"));
        docker.then(new CopyOut("db-1", "/opt/plugins"), ignored -> entry("plugins/", TarHeader.DIRECTORY));
        docker.then(new CopyOut("db-1", "/opt/rows"), ignored -> entry("rows", TarHeader.FILE));

        assertThat(of("{db: {}}", "db")).isEqualTo(Map.of("db", List.of("/opt/rows")));
    }

    private static FakeDocker.Bytes entry(String name, char type) {
        return new FakeDocker.Bytes(
                new TarHeader(type, 0755, 0, 0, 0, 1).of(name.getBytes(StandardCharsets.UTF_8), new byte[0]));
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
