package dev.esb.cleanup;

import dev.esb.Commands;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.HostProgram;
import dev.esb.docker.ImageCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Directories that no Java program can remove, not even as root: a path in them is longer than Linux takes in one piece (4096
 * bytes). {@code find} and {@code rm} go down step by step.
 */
final class UndeletableTree {
    static final String IMAGE = "sha256:0e0e";
    private static final String NAME = "d".repeat(200);

    private UndeletableTree() {}

    /** @param directory the tree begins in it; there must be room for files beside it */
    static Path makeIn(Path directory) throws IOException {
        Path first = Files.createDirectories(directory.resolve("data"));
        Path end = chain(first, 15);
        Path second = Files.createTempDirectory(directory, "second");
        chain(second, 15);
        Files.move(second, end.resolve("second"));
        return first;
    }

    private static Path chain(Path start, int length) throws IOException {
        Path end = start;
        for (int i = 0; i < length; i++) {
            end = Files.createDirectory(end.resolve(NAME));
        }
        return end;
    }

    /** An engine that runs the host's programs as this user. */
    static FakeDocker removedBy(FakeDocker docker) {
        return docker.answer(new EngineCommand.CurrentEndpoint(), "unix:///var/run/docker.sock")
                .every(ImageCommand.ImportEmpty.class, command -> IMAGE)
                .every(HostProgram.class, UndeletableTree::run);
    }

    private static String run(HostProgram command) {
        return Commands.output(command.program().stream()
                .map(word -> word.replace(
                        HostProgram.DIRECTORY, command.hostDirectory().toString()))
                .toList());
    }

    /** Before JUnit tries to. */
    static void removeIn(Path directory) {
        Commands.output(List.of("find", directory.toString(), "-mindepth", "1", "-delete"));
    }
}
