package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ImageCommand.ImportEmpty;
import dev.esb.docker.ImageCommand.RemoveUnused;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmptyImageTest {
    private static final ImportEmpty IMPORT = new ImportEmpty("com.docker.compose.project=esb-a");
    private static final RemoveUnused REMOVE = new RemoveUnused(List.of("sha256:1"));

    private final FakeDocker docker = new FakeDocker().answer(IMPORT, "sha256:1");

    @Test
    void isThereUntilItIsClosed() {
        try (EmptyImage image = EmptyImage.ofProject(docker, "esb-a")) {
            assertThat(image.id()).isEqualTo("sha256:1");
            assertThat(docker.calls()).containsExactly(IMPORT);
        }
        assertThat(docker.calls()).containsExactly(IMPORT, REMOVE);
    }

    @Test
    void isRemovedAlsoWhereTheThreadIsInterrupted() {
        EmptyImage image = EmptyImage.ofProject(docker, "esb-a");
        Thread.currentThread().interrupt();
        try {
            image.close();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(docker.calls()).endsWith(REMOVE);
    }
}
