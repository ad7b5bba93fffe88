package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.ResourceCommand.Remove;
import dev.esb.docker.ResourceCommand.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceCommandTest {
    private static final Map<String, String> LABELS = Map.of("dev.esb.slot", "7", "dev.esb.owner", "me, \"you\" <a=b>");

    @RecordedCase("list/labelled/volume")
    void listsVolumesWithTheLabelsAskedFor(Recorded recorded) {
        assertThat(recorded.answerTo(list(Kind.VOLUME)))
                .containsExactlyInAnyOrder(
                        new Resource(Kind.VOLUME, "esb-slot-7", "esb-slot-7", LABELS),
                        new Resource(
                                Kind.VOLUME,
                                "esb-slot-8",
                                "esb-slot-8",
                                Map.of("dev.esb.slot", "8", "dev.esb.owner", "")));
    }

    @RecordedCase("list/labelled/network")
    void listsNetworksWithTheLabelsAskedFor(Recorded recorded) {
        assertThat(recorded.answerTo(list(Kind.NETWORK)))
                .singleElement()
                .satisfies(network -> assertThat(network.id()).matches("[0-9a-f]{12}"))
                .extracting(Resource::name, Resource::labels)
                .containsExactly("esb-7", LABELS);
    }

    @RecordedCase("list/labelled/container")
    void listsContainersWithTheLabelsAskedFor(Recorded recorded) {
        assertThat(recorded.answerTo(list(Kind.CONTAINER)))
                .singleElement()
                .satisfies(container -> assertThat(container.id()).matches("[0-9a-f]{12}"))
                .extracting(Resource::name, Resource::labels)
                .containsExactly("esb-7", LABELS);
    }

    @Test
    void listsNothingWhereThereIsNothing() {
        assertThat(list(Kind.VOLUME).parse("")).isEmpty();
    }

    private static ListLabelled list(Kind kind) {
        return new ListLabelled(kind, "dev.esb.slot", List.of("dev.esb.slot", "dev.esb.owner"));
    }

    @RecordedCase("remove/container")
    void removesContainersOfWhichSomeAreGone(Recorded recorded) {
        assertThatCode(() -> recorded.answerTo(new Remove(Kind.CONTAINER, List.of("esb-7", "gone"))))
                .doesNotThrowAnyException();
    }

    @RecordedCase("remove/network")
    void removesNetworksOfWhichSomeAreGone(Recorded recorded) {
        assertThatCode(() -> recorded.answerTo(new Remove(Kind.NETWORK, List.of("esb-7", "gone"))))
                .doesNotThrowAnyException();
    }

    @RecordedCase("remove/volume")
    void removesVolumesOfWhichSomeAreGone(Recorded recorded) {
        assertThatCode(() -> recorded.answerTo(new Remove(Kind.VOLUME, List.of("esb-slot-7", "gone"))))
                .doesNotThrowAnyException();
    }

    @RecordedCase("remove/network-in-use")
    void failsToRemoveANetworkThatIsInUse(Recorded recorded) {
        assertThatThrownBy(() -> recorded.answerTo(new Remove(Kind.NETWORK, List.of("p_front"))))
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("p_front");
    }

    @RecordedCase("remove/volume-in-use")
    void failsToRemoveAVolumeThatIsInUse(Recorded recorded) {
        assertThatThrownBy(() -> recorded.answerTo(new Remove(Kind.VOLUME, List.of("p_cache"))))
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("p_cache");
    }

    @Test
    void listsContainersThatDoNotRun() {
        assertThat(new ListLabelled(Kind.CONTAINER, "a=b", List.of()).arguments())
                .containsExactly(
                        "container",
                        "ls",
                        "--filter",
                        "label=a=b",
                        "--format",
                        "{\"id\":{{json .ID}},\"name\":{{json .Names}}}",
                        "--all");
        assertThat(new ListLabelled(Kind.NETWORK, "a=b", List.of()).arguments())
                .last()
                .isEqualTo("{\"id\":{{json .ID}},\"name\":{{json .Name}}}");
    }

    @Test
    void removesWhatMayBeGone() {
        Remove volumes = new Remove(Kind.VOLUME, List.of("a", "b"));
        assertThat(volumes.arguments()).containsExactly("volume", "rm", "--force", "a", "b");
        assertThat(new Remove(Kind.CONTAINER, List.of("1")).arguments())
                .containsExactly("container", "rm", "--force", "--volumes", "1");
        Remove networks = new Remove(Kind.NETWORK, List.of("1"));
        assertThat(networks.arguments()).containsExactly("network", "rm", "--force", "1");
        assertThat(networks.succeeds(1, "Error response from daemon: network 1 not found"))
                .isTrue();
        // Docker 26, where another process removes it at the same moment.
        assertThat(networks.succeeds(
                        1, "Error response from daemon: error while removing network: unknown network a id 1"))
                .isTrue();
        assertThat(networks.succeeds(1, "Error response from daemon: network a_default has active endpoints"))
                .isFalse();
        assertThat(networks.succeeds(137, "")).isFalse();
    }

    @Test
    void takesAVolumeOfPodmanForRemovedThatAnotherProcessCreatesAgainMeanwhile() {
        Remove volume = new Remove(Kind.VOLUME, List.of("a"));

        assertThat(
                        volume.succeeds(
                                1,
                                "Error response from daemon: cleaning up volume storage for \"a\": unlinkat /v/a: directory not empty"))
                .isTrue();
        assertThat(
                        volume.succeeds(
                                1,
                                "Error response from daemon: cleaning up volume storage for \"a\": unlinkat /v/a: permission denied"))
                .isFalse();
    }
}
