package dev.esb.it.badinput;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.io.CleanupMode.ON_SUCCESS;

import dev.esb.it.projects.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goes through the transcript of every project under {@code src/bad-input}, after which nothing may be left. */
class BadInputIT {
    private static final int PROJECTS = 23;
    private static final Path SOURCE = Path.of("src", "bad-input");

    private static EmbeddedMaven maven;

    @BeforeAll
    static void loadMaven() throws Exception {
        maven = EmbeddedMaven.load(Path.of(System.getProperty("maven.home")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("part")
    void isRefusedInOneParagraphAndLeavesNothing(String project, @TempDir(cleanup = ON_SUCCESS) Path directory)
            throws Exception {
        copy(SOURCE.resolve(project), directory);
        Transcript transcript = Transcript.read(transcript(directory), values(project, directory));

        assertAll(() -> replay(transcript, directory), () -> Engine.assertNothingLeftOf(transcript.environments()));
    }

    @Test
    void everyProjectIsTried() throws IOException {
        assertThat(projects()).hasSize(PROJECTS);
    }

    /** With {@code it.bad-input.part=1/2}, every other one, from the first on. */
    static List<String> part() throws IOException {
        String[] part = System.getProperty("bad-input.part", "1/1").split("/");
        int first = Integer.parseInt(part[0]) - 1;
        int parts = Integer.parseInt(part[1]);
        List<String> all = projects();
        return IntStream.range(0, all.size())
                .filter(number -> number % parts == first)
                .mapToObj(all::get)
                .toList();
    }

    static List<String> projects() throws IOException {
        try (Stream<Path> directories = Files.list(SOURCE)) {
            return directories
                    .map(Path::getFileName)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    /** Some stacks fail for another reason on Podman. */
    private static Path transcript(Path project) throws Exception {
        Path ofPodman = project.resolve("transcript.podman.txt");
        return Files.exists(ofPodman) && Engine.isPodman() ? ofPodman : project.resolve("transcript.txt");
    }

    private static void replay(Transcript transcript, Path directory) throws Exception {
        for (Command command : transcript.commands()) {
            command.assertAnswer(directory, maven);
        }
    }

    /** The variables of transcripts. The environments have other names in every run, so that runs do not meet. */
    private static Map<String, String> values(String project, Path directory) throws Exception {
        int suffix = ThreadLocalRandom.current().nextInt(1 << 24);
        return Map.of(
                "$env", "bad-%s-%06x".formatted(project, suffix),
                "$directory", directory.toString(),
                "$user", System.getProperty("user.name"),
                "$slot", String.valueOf(freeSlot()));
    }

    private static int freeSlot() throws Exception {
        List<String> volumes = Engine.docker(List.of("volume", "ls", "--quiet"));
        return ThreadLocalRandom.current()
                .ints(500, 700)
                .filter(slot -> !volumes.contains("esb-slot-" + slot))
                .findFirst()
                .orElseThrow();
    }

    /** With attributes, because some files are executable. */
    private static void copy(Path project, Path directory) throws IOException {
        // Maven 4 looks for it to know the root of a project.
        Files.createDirectory(directory.resolve(".mvn"));
        try (Stream<Path> files = Files.list(project)) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName()), COPY_ATTRIBUTES);
            }
        }
    }
}
