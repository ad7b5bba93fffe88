package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageStoreTest {
    private static final ImageCommand.ListUntagged LIST = new ImageCommand.ListUntagged("a=b");
    private static final ImageCommand.RemoveUnused REMOVE = new ImageCommand.RemoveUnused(List.of("sha256:1"));

    private final FakeDocker docker = new FakeDocker();
    private final ImageStore images = new ImageStore(docker);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error response from daemon: unrecognized image ID sha256:1",
                "Error response from daemon: image \"moby-dangling@sha256:1\": not found",
                "Error response from daemon: parsing named reference \"1\": invalid repository name (1), cannot specify 64-byte"
                        + " hexadecimal strings"
            })
    void removesAgainWhatAnotherProcessIsRemoving(String error) {
        docker.fails(REMOVE, 1, error).answer(REMOVE, (Void) null);

        images.removeUnused(List.of("sha256:1"));

        assertThat(docker.calls()).containsExactly(REMOVE, REMOVE);
    }

    @Test
    void listsAgainWhileAnotherProcessRemovesAnImage() {
        docker.fails(
                        LIST,
                        1,
                        "Error response from daemon: failed to read config content: content digest sha256:2: not found")
                .answer(LIST, List.of("sha256:1"));

        images.removeUntagged("a=b");

        assertThat(docker.calls()).containsExactly(LIST, LIST, REMOVE);
    }

    @Test
    void removesNothingWhereNothingIs() {
        docker.answer(LIST, List.<String>of());

        images.removeUntagged("a=b");

        assertThat(docker.calls()).containsExactly(LIST);
    }

    @Test
    void failsAtOnceForAnotherReason() {
        docker.fails(REMOVE, 1, "Error response from daemon: no space left on device");

        assertThatThrownBy(() -> images.removeUnused(List.of("sha256:1"))).isInstanceOf(DockerException.class);
        assertThat(docker.calls()).hasSize(1);
    }

    @Test
    void failsWhereTheEngineNeverAnswersOtherwise() {
        docker.fails(REMOVE, 1, "Error response from daemon: unrecognized image ID sha256:1");

        assertThatThrownBy(() -> images.removeUnused(List.of("sha256:1"))).isInstanceOf(DockerException.class);
        assertThat(docker.calls()).hasSize(ImageStore.ATTEMPTS);
    }
}
