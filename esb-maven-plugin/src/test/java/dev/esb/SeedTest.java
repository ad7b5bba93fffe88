package dev.esb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTest {
    /** What only has to be unique, such as a name, comes from {@code UUID} or {@code ThreadLocalRandom}. */
    private static final Pattern WITHOUT_SEED = Pattern.compile(
            "new\\s+([\\w.]+[.])?(Splittable|Secure)?Random\\(\\s*\\)|Math\\s*\\.\\s*random|\\bshuffle\\(\\s*\\w+(\\(\\))?\\s*\\)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "esb-graph/src/test",
                "esb-junit/src/test",
                "esb-maven-plugin/src/test",
                "it/bench/src",
                "it/others",
                "it/src",
            })
    void isInEveryTestThatDraws(String directory) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", directory))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.endsWith("SeedTest.java"))
                            .toList())
                    .isNotEmpty()
                    .allSatisfy(source ->
                            assertThat(draws(source)).as(source.toString()).isEmpty());
        }
    }

    private static List<String> draws(Path source) throws IOException {
        return WITHOUT_SEED
                .matcher(Files.readString(source))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
