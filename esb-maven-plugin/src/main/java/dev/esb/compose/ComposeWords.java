package dev.esb.compose;

import dev.esb.docker.DockerException;

/** What Compose says of a stack that it cannot read. */
final class ComposeWords {
    private ComposeWords() {}

    /** In one line without a full stop. Before its error message, Compose prints a warning for each variable that is not set. */
    static String of(DockerException failure) {
        String message = String.join(
                " ",
                failure.errorOutput()
                        .lines()
                        .filter(line -> !line.contains("level=warning"))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList());
        return message.isEmpty() ? failure.errorOutput() : message.replaceAll("[.\\s]+$", "");
    }
}
