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
    /** Of every engine that was asked. */
    static List<Recorded> ofEach(String name, String engines) {
        try (Stream<Path> directories = Files.list(RecordedFile.DIRECTORY)) {
            return directories
                    .map(directory -> new Recorded(directory.getFileName().toString(), name))
                    .filter(recorded -> RecordedFile.exists(recorded.engine, name))
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
        RecordedFile answer = RecordedFile.of(engine, name);
        if (!asked.equals(answer.value("command"))) {
            throw new AssertionError(
                    "'%s' was recorded, the plugin runs '%s'".formatted(answer.value("command"), asked));
        }
        int exitCode = Integer.parseInt(answer.value("exit-code"));
        if (!command.succeeds(exitCode, errorOutput())) {
            throw new DockerException(command.arguments(), exitCode, errorOutput());
        }
        return command.parse(output());
    }

    /** What was written to the standard output; empty where nothing was. */
    public String output() {
        return RecordedFile.of(engine, name).stream("stdout");
    }

    /** What was written to the error output, without blank lines around it. */
    public String errorOutput() {
        return RecordedFile.of(engine, name).stream("stderr").strip();
    }

    @Override
    public String toString() {
        return engine + ": " + name;
    }
}
