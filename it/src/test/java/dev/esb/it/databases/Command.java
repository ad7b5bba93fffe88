package dev.esb.it.databases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Commands that run to their end. */
final class Command {
    private Command() {}

    /** The lines that a command prints; one that fails is an error with all of them. */
    static List<String> lines(String... command) throws IOException, InterruptedException {
        return lines(Path.of(""), command);
    }

    static List<String> lines(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(
                    "%s ended with %d:%n%s".formatted(String.join(" ", command), process.exitValue(), output));
        }
        return output.lines().toList();
    }
}
