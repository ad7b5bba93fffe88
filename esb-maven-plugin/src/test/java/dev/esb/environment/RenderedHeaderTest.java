package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderedHeaderTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("e2e-1", "");
    private static final String STACK = "/project/compose.yml";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("compose.yml");
    }

    @Test
    void saysForWhichClaimTheFileWasMade() throws IOException {
        write(RenderedHeader.of(STACK, KEY, 7, "0b5b0b9e-7f0c"));

        assertThat(RenderedHeader.claim(file, STACK, KEY)).isEqualTo("0b5b0b9e-7f0c");
        assertThat(RenderedHeader.claim(file, "/project", KEY)).isEmpty();
        assertThat(RenderedHeader.claim(file, STACK, EnvironmentKey.of("e2e-1", "orders")))
                .isEmpty();
    }

    @Test
    void saysNoClaimWhereThereIsNone() throws IOException {
        assertThat(RenderedHeader.claim(file, STACK, KEY)).isEmpty();
        write(RenderedHeader.of(STACK, KEY, 7, ""));
        assertThat(RenderedHeader.claim(file, STACK, KEY)).isEmpty();
    }

    private void write(String header) throws IOException {
        Files.writeString(file, "# " + header + "\nservices: {}\n");
    }
}
