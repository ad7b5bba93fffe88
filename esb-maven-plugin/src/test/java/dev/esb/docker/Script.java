package dev.esb.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A shell script that a test runs in place of a program.
 *
 * <p>Another process writes it. A process that a test beside this one starts while this one has the script open for writing has it open
 * too for a moment, and meanwhile it cannot be run ("Text file busy").
 */
public final class Script {
    private Script() {}

    public static Path write(Path path, String text) throws IOException {
        Process writer = new ProcessBuilder("sh", "-c", "cat >\"$0\" && chmod 700 \"$0\"", path.toString()).start();
        try (OutputStream input = writer.getOutputStream()) {
            input.write(("#!/bin/sh\n" + text + "\n").getBytes(UTF_8));
        }
        if (writer.onExit().join().exitValue() != 0) {
            throw new IOException("'%s' could not be written".formatted(path));
        }
        return path;
    }
}
