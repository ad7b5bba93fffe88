package dev.esb.cleanup;

import static dev.esb.lease.Owners.ALIVE;
import static dev.esb.lease.Owners.DEAD;
import static dev.esb.lease.Owners.ELSEWHERE;
import static dev.esb.lease.Owners.IN_CONTAINER;
import static dev.esb.lease.Owners.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.DockerException;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.ResourceCommand.Remove;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseFixture;
import dev.esb.lease.Owners;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrphansTest {
    private final LeaseFixture leases = new LeaseFixture();
    private final FakeDocker docker = leases.serve(new FakeDocker());
    private final Orphans orphans = new Orphans(docker);
    private final List<ContainerSummary> containers = new ArrayList<>();

    @BeforeEach
    void engineLists() {
        docker.every(ContainerCommand.ListAll.class, command -> List.copyOf(containers));
    }

    @Test
    void areOfEveryKind() {
        Resource container = resource(Kind.CONTAINER, "c1", DEAD.text());
        Resource network = resource(Kind.NETWORK, "n1", DEAD.text());
        Resource volume = resource(Kind.VOLUME, "v1", DEAD.text());
        found(container, network, volume);

        assertThat(orphans.find()).containsExactlyInAnyOrder(container, network, volume);
    }

    @Test
    void areOnlyThoseOfABuildThatIsKnownToHaveEnded() {
        Resource dead = resource(Kind.NETWORK, "dead", DEAD.text());
        found(
                resource(Kind.NETWORK, "alive", ALIVE.text()),
                dead,
                resource(Kind.NETWORK, "unknown", ELSEWHERE.text()),
                resource(Kind.NETWORK, "without", ""),
                resource(Kind.NETWORK, "foreign", "v1.2.3"),
                resource(Kind.NETWORK, "foreign too", "a|b|c|d|e|f"));

        assertThat(orphans.find()).containsExactly(dead);
    }

    @Test
    void areThoseOfABuildWhoseContainerIsGone() {
        Resource network = resource(Kind.NETWORK, "n1", IN_CONTAINER.text());
        found(network);
        docker.answer(new ContainerCommand.InspectStarts(List.of("c0ffee")), List.of());

        assertThat(orphans.find()).containsExactly(network);
    }

    @Test
    void areNotThoseOfAnEnvironmentThatStillHasItsLease() {
        found(resource(Kind.NETWORK, "n1", DEAD.text()));
        leases.hold(EnvironmentKey.of("e2e-1", ""), 7, build(DEAD));

        assertThat(orphans.find()).isEmpty();
    }

    /** The process that brought it up has ended, as it always has; but what it brought up is a person's. */
    @Test
    void areNotThoseOfAnEnvironmentWhoseLeaseWasRemovedWhileItRuns() {
        Lease lease = leases.hold(EnvironmentKey.of("e2e-1", ""), 7, Owners.bringingUp(DEAD));
        leases.lose(lease);

        assertThat(orphans.find()).isEmpty();

        assertThat(leases.leases()).extracting(Lease::owner).containsExactly(Owners.PERSON);
    }

    /** A later build has taken it over, and its label still names the first one. */
    @Test
    void areNotThoseOfAnEnvironmentThatRuns() {
        found(resource(Kind.NETWORK, "n1", DEAD.text()));
        containers.add(new ContainerSummary(
                "c1", "esb-e2e-1-web-1", "esb-e2e-1", "web", 1, "running", "Up 1 hour", List.of()));

        assertThat(orphans.find()).isEmpty();
    }

    @Test
    void areRemovedContainersFirstBecauseTheyUseTheRest() {
        orphans.remove(List.of(
                resource(Kind.VOLUME, "v1", DEAD.text()),
                resource(Kind.NETWORK, "n1", DEAD.text()),
                resource(Kind.CONTAINER, "c1", DEAD.text()),
                resource(Kind.CONTAINER, "c2", DEAD.text())));

        assertThat(docker.calls())
                .isEqualTo(List.of(
                        new Remove(Kind.CONTAINER, List.of("c1", "c2")),
                        new Remove(Kind.NETWORK, List.of("n1")),
                        new Remove(Kind.VOLUME, List.of("v1"))));
    }

    /** It would be paused for ever: nothing else says whose pause it is. */
    @Test
    void letGoOnWhatTheirBuildHadPaused() {
        Resource record = new Resource(
                Kind.CONTAINER, "c1", "esb-paused-shop-db-1", Map.of("com.docker.compose.project", "esb-e2e-1"));

        orphans.remove(List.of(record));

        assertThat(docker.calls())
                .startsWith(
                        new ContainerCommand.Unpause(List.of("shop-db-1")), new Remove(Kind.CONTAINER, List.of("c1")));
    }

    @Test
    void mayBeGoneAlreadyWhenTheyAreRemoved() {
        docker.fails(new Remove(Kind.NETWORK, List.of("n1")), 1, "Error response from daemon: network n1 not found");

        orphans.remove(List.of(resource(Kind.NETWORK, "n1", DEAD.text()), resource(Kind.VOLUME, "v1", DEAD.text())));

        assertThat(docker.calls()).contains(new Remove(Kind.VOLUME, List.of("v1")));
    }

    @Test
    void areReportedWhenTheyCannotBeRemoved() {
        docker.fails(new Remove(Kind.NETWORK, List.of("n1")), 1, "network n1 has active endpoints");

        assertThatThrownBy(() -> orphans.remove(List.of(resource(Kind.NETWORK, "n1", DEAD.text()))))
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("has active endpoints");
    }

    private void found(Resource... resources) {
        for (Kind kind : Kind.values()) {
            docker.answer(
                    new ListLabelled(kind, "dev.esb.build", List.of("dev.esb.build", "com.docker.compose.project")),
                    Arrays.stream(resources)
                            .filter(resource -> resource.kind() == kind)
                            .toList());
        }
    }

    private static Resource resource(Kind kind, String id, String build) {
        return new Resource(
                kind, id, "esb-e2e-1_" + id, Map.of("dev.esb.build", build, "com.docker.compose.project", "esb-e2e-1"));
    }
}
