package dev.esb.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an engine answered to a command once; see the README beside the answers.
 *
 * @param engine which one, such as {@code docker-26-compose-2.26}
 * @param name what was asked, such as {@code list/containers}
 */
public record Recorded(String engine, String name) {
    private static final Path DIRECTORY = Path.of("src/test/resources/docker");

    /** Of every engine that was asked. */
    static List<Recorded> ofEach(String name, String engines) {
        try (Stream<Path> directories = Files.list(DIRECTORY)) {
            return directories
                    .filter(directory -> Files.isDirectory(directory.resolve(name)))
                    .map(directory -> new Recorded(directory.getFileName().toString(), name))
                    .filter(recorded -> recorded.engine.matches(engines))
                    .sorted((a, b) -> a.engine.compareTo(b.engine))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the plugin makes of it: what it reads, or the exception for a command that failed. */
    public <R> R answerTo(DockerCommand<R> command) {
        String asked = "docker " + String.join(" ", command.arguments());
        if (!asked.equals(text("command").strip())) {
            throw new AssertionError("'%s' was recorded, the plugin runs '%s'".formatted(text("command"), asked));
        }
        int exitCode = Integer.parseInt(text("exit-code").strip());
        if (!command.succeeds(exitCode, errorOutput())) {
            throw new DockerException(command.arguments(), exitCode, errorOutput());
        }
        return command.parse(text("stdout"));
    }

    /** What was written to the standard output; empty where nothing was. */
    public String output() {
        return text("stdout");
    }

    /** What was written to the error output, without blank lines around it. */
    public String errorOutput() {
        return text("stderr").strip();
    }

    private String text(String file) {
        Path path = DIRECTORY.resolve(engine).resolve(name).resolve(file);
        try {
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return engine + ": " + name;
    }
}
