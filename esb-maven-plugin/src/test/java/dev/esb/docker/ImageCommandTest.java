package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImageCommandTest {
    private static final ImageCommand.ListLabelled LIST = new ImageCommand.ListLabelled("com.docker.compose.project=p");

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
}
