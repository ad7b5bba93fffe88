package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ContainerCommand.InspectMounts;
import dev.esb.docker.ContainerCommand.Pause;
import dev.esb.docker.ContainerCommand.Unpause;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.ResourceCommand.Remove;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand.RemoveUnused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PauseRecordTest {
    private static final ContainerSummary SERVICE =
            new ContainerSummary("c1", "esb-a-web-1", "esb-a", "web", 1, "running", "Up 3 seconds", List.of());

    private static final ContainerSummary HELPER =
            new ContainerSummary("c3", "keen_bell", "esb-a", "(moved paths)", 0, "created", "Created", List.of());

    private final FakeDocker docker = new FakeDocker();

    /** Also where a record names more than its environment has: what is made outside it stays. */
    @Test
    void isEndedWithTheVolumesOfTheEnvironmentThatWereNotFilledYet() {
        docker.answer(
                        new ListLabelled(Kind.VOLUME, "com.docker.compose.project=esb-a", List.of()),
                        List.of(new Resource(Kind.VOLUME, "esb-a_rows", "esb-a_rows", Map.of())))
                .answer(
                        new InspectMounts(List.of("c2")),
                        List.of(new ContainerMounts("esb-paused-shop-db-1", List.of("esb-a_rows", "shop-rows"))));

        assertThat(PauseRecord.endAll(docker, List.of(SERVICE, record("(paused copy)"), HELPER)))
                .containsExactly(SERVICE);

        assertThat(docker.calls())
                .endsWith(
                        new Unpause(List.of("shop-db-1")),
                        new Remove(Kind.CONTAINER, List.of("c2")),
                        new Remove(Kind.CONTAINER, List.of("c3")),
                        new RemoveUnused(List.of("esb-a_rows")));
    }

    @Test
    void isOnlyWhatSaysSo() {
        List<ContainerSummary> all = List.of(SERVICE, record("web"));

        assertThat(PauseRecord.endAll(docker, all)).isEqualTo(all);

        assertThat(docker.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error response from daemon: Container 8d70 is already paused",
                "Error response from daemon: container 8d70 is not running",
                "Error response from daemon: \"8d70\" is not running, can't pause: container state improper",
                "Error response from daemon: No such container: db"
            })
    void needsNoPauseOfWhatDoesNotRun(String answer) {
        Pause pause = new Pause("db");

        assertThat(pause.succeeds(1, answer)).isTrue();
        assertThat(pause.parse("")).isFalse();
        assertThat(pause.parse("db\n")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error response from daemon: Container 8d70 is not paused",
                "Error response from daemon: \"8d70\" is not paused, can't unpause: container state improper",
                "Error response from daemon: No such container: db"
            })
    void endsAlsoWhereItsContainerRunsOrIsGone(String answer) {
        assertThat(new Unpause(List.of("db")).succeeds(1, answer)).isTrue();
    }

    private static ContainerSummary record(String service) {
        return new ContainerSummary("c2", "esb-paused-shop-db-1", "esb-a", service, 0, "created", "Created", List.of());
    }
}
