package dev.esb.scripts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts do, they do in each run alike: one that has failed can be repeated. */
class NoChanceTest {
    private static final Predicate<String> CHANCE = Pattern.compile(
                    "\\bshuf\\b|\\bS?RANDOM\\b|\\bsort\\b[^|;]*\\s(-[a-zA-Z]*R|--random-sort)")
            .asPredicate();

    /** With the parts that scripts read, whose first line only says of which shell they are. */
    private static final Pattern FIRST_LINE =
            Pattern.compile("(?s)(#!\\S*[/ ](env )?(ba|da)?sh\\b|# shellcheck shell=).*");

    @Test
    void noScriptLeavesAnythingToChance() throws IOException {
        List<Path> scripts = scripts();

        assertThat(scripts)
                .extracting(Path::toString)
                .contains("../.ci/run", "../compose/engine", "../it/engines/lib/network");
        assertThat(scripts).flatExtracting(NoChanceTest::linesWithChance).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"shuf -n 1", "$((RANDOM % 2))", "echo $SRANDOM", "sort -R", "sort -u -nR", "sort --random-sort"})
    void seesChance(String line) {
        assertThat(line).matches(CHANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort -r", "sort | grep -R x", "a random text", "shuffle"})
    void takesNothingElseForIt(String line) {
        assertThat(CHANCE.test(line)).isFalse();
    }

    private static List<Path> scripts() throws IOException {
        Stream.Builder<Path> files = Stream.builder();
        for (String directory : List.of("../it", "../compose", "../.ci")) {
            try (Stream<Path> found = Files.walk(Path.of(directory))) {
                found.filter(Files::isRegularFile).forEach(files);
            }
        }
        return files.build()
                .filter(file -> Stream.of("target", "node_modules").noneMatch(name -> contains(file, name)))
                .filter(file -> FIRST_LINE.matcher(text(file)).matches())
                .toList();
    }

    private static List<String> linesWithChance(Path script) {
        return text(script)
                .lines()
                .filter(CHANCE)
                .map(line -> script + ": " + line.strip())
                .toList();
    }

    private static boolean contains(Path file, String name) {
        return Stream.iterate(file, path -> path.getParent() != null, Path::getParent)
                .anyMatch(path -> path.getFileName().toString().equals(name));
    }

    private static String text(Path file) {
        try {
            // Any bytes are characters of it.
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
