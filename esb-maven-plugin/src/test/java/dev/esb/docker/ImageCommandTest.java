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

    /** Two builds of the same files differ in these. */
    @Test
    void describesImagesWithoutWhatIsOfTheirBuild() {
        ImageDetails one = described("""
                [{"Id": "sha256:1", "Created": "today", "RootFS": {"Layers": ["sha256:a", "sha256:b"]},
                  "Config": {"User": "app", "Volumes": {"/rows": {}, "/log": {}}, "Labels": {"b": "1"}, "Image": "sha256:0", "Hostname": "x"}}]
                """);
        ImageDetails same = described("""
                [{"Id": "sha256:2", "Created": "now", "RootFS": {"Layers": ["sha256:a", "sha256:b"]},
                  "Config": {"User": "app", "Volumes": {"/log": {}, "/rows": {}}, "Labels": {"b": "2"}, "Image": "sha256:9", "Hostname": "y"}}]
                """);

        assertThat(one).isEqualTo(same);
        assertThat(one.layers()).containsExactly("sha256:a", "sha256:b");
        assertThat(one.volumes()).containsExactly("/log", "/rows");
        assertThat(one.configuration().path("User").asText()).isEqualTo("app");
    }

    @Test
    void describesAnImageWithoutSettings() {
        assertThat(described("[{\"RootFS\": {\"Layers\": [\"sha256:a\"]}, \"Config\": null}]")
                        .volumes())
                .isEmpty();
    }

    @Test
    void describesNoneWhereTheEngineDoesNotHaveAll() {
        ImageCommand.Describe describe = new ImageCommand.Describe(List.of("db", "gone"));

        assertThat(describe.arguments()).containsExactly("image", "inspect", "db", "gone");
        assertThat(describe.parse("[{\"Id\": \"sha256:1\"}]")).isEmpty();
        assertThat(describe.parse("[{\"Id\": \"sha256:1\"}, {\"Id\": \"sha256:2\"}]"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error: No such image: gone",
                "Error response from daemon: No such image: gone",
                "Error: inspecting object: gone: image not known"
            })
    void takesImagesThatAreMissingForNoError(String error) {
        assertThat(new ImageCommand.Describe(List.of("gone")).succeeds(1, error))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Cannot connect to the Docker daemon at unix:///var/run/docker.sock."})
    void failsWhereTheEngineDoesNotSay(String error) {
        assertThat(new ImageCommand.Describe(List.of("db")).succeeds(1, error)).isFalse();
    }

    private static ImageDetails described(String output) {
        return new ImageCommand.Describe(List.of("db"))
                .parse(output)
                .orElseThrow()
                .get(0);
    }
}
