package dev.esb.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopiesWithoutDefaultsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${DATA:-./data}:/data:ro          | ${DATA}:/data:ro",
                "./a:/b:${MODE-ro}                 | ./a:/b:${MODE}",
                "${A:?set it}/c:${B:+/x}           | ${A}/c:${B}",
                "${A:-${B:-./x}}:/x                | ${A}:/x",
                "${A:-{}}                          | ${A}",
                "${PORT}:80                        | ${PORT}:80",
                "$PORT:80                          | $PORT:80",
            })
    void haveTheNamesOfVariablesAlone(String written, String copied) {
        assertThat(CopiesWithoutDefaults.withoutDefaults(written)).isEqualTo(copied);
    }

    @Test
    void areGoneAfterwards() throws IOException {
        Path original = Files.writeString(directory.resolve("compose.yml"), "name: ${NAME:-ä}\n");

        List<Path> files;
        try (CopiesWithoutDefaults copies = CopiesWithoutDefaults.of(List.of(original, original))) {
            files = copies.files();
            assertThat(files).hasSize(2).allSatisfy(copy -> assertThat(copy).hasContent("name: ${NAME}"));
        }

        assertThat(files).noneMatch(Files::exists);
        assertThat(original).content().isEqualTo("name: ${NAME:-ä}\n");
    }
}
