package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCommandTest {
    private static final ImageCommand.ListLabelled LIST = new ImageCommand.ListLabelled("com.docker.compose.project=p");

    private static final ImageCommand.ListUntagged UNTAGGED =
            new ImageCommand.ListUntagged("com.docker.compose.project=p");

    @RecordedCase(value = "list/images-of-project", engines = "docker-[0-9]+-compose-[0-9.]+")
    void namesTheImagesThatWereBuiltForAProject(Recorded recorded) {
        assertThat(recorded.answerTo(LIST)).containsExactly("p-web:latest");
    }

    @RecordedCase(value = "list/images-of-project", engines = ".*-no-buildx")
    void findsNoImageOfTheClassicBuilder(Recorded recorded) {
        // It gives images no label of their project, which is why the rendered file has to.
        assertThat(recorded.answerTo(LIST)).isEmpty();
    }

    @Test
    void leavesOutImagesWithoutAName() {
        assertThat(LIST.parse("<none>:<none>\np-web:latest\np-db:<none>\n")).containsExactly("p-web:latest");
    }

    @Test
    void removesAllNames() {
        assertThat(new ImageCommand.Remove(List.of("p-web:latest", "p-db:1")).arguments())
                .containsExactly("rmi", "--force", "p-web:latest", "p-db:1");
    }

    @RecordedCase("list/images-untagged")
    void namesTheImagesThatLostTheirTag(Recorded recorded) {
        assertThat(recorded.answerTo(UNTAGGED)).singleElement().asString().matches("sha256:[0-9a-f]{64}");
    }

    @RecordedCase("remove/image-in-use")
    void leavesAnImageThatIsInUseWithoutAnError(Recorded recorded) {
        List<String> ids = new Recorded(recorded.engine(), "list/images-untagged").answerTo(UNTAGGED);

        assertThatCode(() -> recorded.answerTo(new ImageCommand.RemoveUnused(ids)))
                .doesNotThrowAnyException();
    }

    @Test
    void failsWhereAnImageCannotBeRemovedForAnotherReason() {
        assertThat(new ImageCommand.RemoveUnused(List.of("a")).succeeds(1, "Error response from daemon: no space left"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:50e153\n", "sha256:50e153: sha256:50e153\n"})
    void knowsTheIdOfAnImportedImageFromTheAnswersOfDockerAndPodman(String answer) {
        assertThat(new ImageCommand.ImportEmpty("a=b").parse(answer)).isEqualTo("sha256:50e153");
    }
}
