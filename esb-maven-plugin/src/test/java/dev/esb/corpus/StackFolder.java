package dev.esb.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of real stacks, each a directory with a {@code compose.yml}, that the system property {@code esb.corpus} names. */
final class StackFolder {
    private static final Path FOLDER = Path.of(System.getProperty("esb.corpus"));

    private StackFolder() {}

    static boolean isThere() {
        return Files.isDirectory(FOLDER);
    }

    /** Why tests are skipped where it is not there. */
    static String absence() {
        return "there is no folder of stacks at " + FOLDER + " (esb.corpus)";
    }

    /** The directories of the stacks, by name; a folder without any is an error. */
    static List<Path> stacks() throws IOException {
        try (Stream<Path> entries = Files.list(FOLDER)) {
            List<Path> stacks = entries.filter(entry -> Files.isRegularFile(entry.resolve("compose.yml")))
                    .sorted()
                    .toList();
            assertThat(stacks).as("stacks in " + FOLDER).isNotEmpty();
            return stacks;
        }
    }
}
