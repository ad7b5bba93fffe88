package dev.esb.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitCodeFileTest {
    @TempDir
    private Path directory;

    @Test
    void hasTheCodeAsALineAndNothingBefore() throws IOException {
        ExitCodeFile file = ExitCodeFile.read("code", directory).orElseThrow();
        Files.writeString(directory.resolve("code"), "17");

        file.clear();
        assertThat(directory.resolve("code")).doesNotExist();

        file.write(0);
        assertThat(directory.resolve("code")).hasContent("0\n");
    }

    @Test
    void isNotWantedWithoutAName() {
        assertThat(ExitCodeFile.read(null, directory)).isEmpty();
        assertThat(ExitCodeFile.read(" ", directory)).isEmpty();
    }

    @Test
    void saysWhyItCannotBeWritten() throws IOException {
        ExitCodeFile file = ExitCodeFile.read("code", directory).orElseThrow();
        Files.createDirectories(directory.resolve("code/in-the-way"));

        assertThatThrownBy(file::clear)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'%s' (esb.exitCodeFile) cannot be written: the directory is not empty"
                        .formatted(directory.resolve("code")));
    }
}
