package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ContainerCommand.InspectMounts;
import dev.esb.docker.ContainerCommand.Unpause;
import dev.esb.docker.ContainerMounts;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.ResourceCommand.Remove;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand.RemoveUnused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnfinishedCopiesTest {
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

        assertThat(new UnfinishedCopies(docker).remove(List.of(SERVICE, record("(paused copy)"), HELPER)))
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

        assertThat(new UnfinishedCopies(docker).remove(all)).isEqualTo(all);

        assertThat(docker.calls()).isEmpty();
    }

    private static ContainerSummary record(String service) {
        return new ContainerSummary("c2", "esb-paused-shop-db-1", "esb-a", service, 0, "created", "Created", List.of());
    }
}
