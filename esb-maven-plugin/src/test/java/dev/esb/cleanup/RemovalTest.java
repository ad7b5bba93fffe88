package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.docker.DockerException;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Remove;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemovalTest {
    private static final List<String> IDS = List.of("vpn", "web", "probe");
    private static final Remove REMOVE = new Remove(Kind.CONTAINER, IDS);
    private static final String DEPENDENTS =
            "Error response from daemon: container %s has dependent containers which must be"
                    + " removed before it: %s: container already exists";
    private static final String VPN_WAITS = DEPENDENTS.formatted("vpn", "web");
    private static final String WEB_WAITS = DEPENDENTS.formatted("web", "probe");

    private final FakeDocker docker = new FakeDocker();

    @Test
    void goesOnWhereTheEngineRemovesNoContainerBeforeThoseThatUseItsNetwork() {
        docker.fails(REMOVE, 1, VPN_WAITS + "\n" + WEB_WAITS)
                .fails(REMOVE, 1, VPN_WAITS + "\nno such container")
                .answer(REMOVE, (Void) null);

        assertThatCode(() -> new Removal(docker).run(Kind.CONTAINER, IDS)).doesNotThrowAnyException();

        assertThat(docker.calls()).containsExactly(REMOVE, REMOVE, REMOVE);
    }

    @Test
    void endsWhereAContainerOfAnotherStackUsesTheNetwork() {
        docker.fails(REMOVE, 1, VPN_WAITS + "\n" + WEB_WAITS).fails(REMOVE, 1, VPN_WAITS);

        assertThatThrownBy(() -> new Removal(docker).run(Kind.CONTAINER, IDS))
                .isInstanceOf(DockerException.class)
                .hasMessageContaining(VPN_WAITS);
    }

    @Test
    void doesNotTryAgainWhatFailsForAnotherReason() {
        docker.fails(REMOVE, 1, "permission denied");

        assertThatThrownBy(() -> new Removal(docker).run(Kind.CONTAINER, IDS)).isInstanceOf(DockerException.class);

        assertThat(docker.calls()).containsExactly(REMOVE);
    }

    @Test
    void asksForNothingWhereThereIsNothing() {
        new Removal(docker).run(Kind.CONTAINER, List.of());

        assertThat(docker.calls()).isEmpty();
    }
}
