package dev.esb.it.badinput;

import java.nio.file.Path;
import java.util.List;

/** A command in a {@link Transcript}, and what is expected of it. */
sealed interface Command permits MavenCommand, ShellCommand {
    static Command of(String line, List<String> answer) {
        List<String> words = List.of(line.split(" "));
        return words.get(0).equals("mvn")
                ? new MavenCommand(words.subList(1, words.size()), answer)
                : new ShellCommand(words, answer);
    }

    List<String> words();

    /** Runs it in a directory, and fails when its answer is another one. */
    void assertAnswer(Path directory, EmbeddedMaven maven) throws Exception;
}
