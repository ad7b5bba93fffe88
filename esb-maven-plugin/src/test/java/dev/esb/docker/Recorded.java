package dev.esb.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the command line printed once, cut down to what matters. */
final class Recorded {
    private Recorded() {}

    static String output(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/docker", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
