package dev.esb;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What was recorded is there once, and what is the same refers to it. What a case expects, such as its findings, it has for itself, also where
 * another one expects the same.
 */
class FixturesTest {
    @ParameterizedTest
    @CsvSource({
        "docker, .*[.]txt, src/test/resources/docker/layout fold",
        "isolation, model[.]json, a file stack with the name of the other case",
        "isolation, raw[.]json, a file stack with the name of the other case",
        "isolation, planned[.]json, a file stack with the name of the other case"
    })
    void areNoCopies(String directory, String names, String remedy) throws IOException {
        Map<String, List<Path>> files;
        try (Stream<Path> all = Files.walk(Path.of("src/test/resources", directory))) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches(names))
                    .sorted()
                    .collect(groupingBy(FixturesTest::content));
        }

        assertThat(files).isNotEmpty();
        assertThat(files.values().stream().filter(same -> same.size() > 1))
                .as("files that are the same; the remedy is %s", remedy)
                .isEmpty();
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
