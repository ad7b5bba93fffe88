package dev.esb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The account that runs the tests, as the operating system knows it: what {@code user.name} says of it may be anything. */
public final class Account {
    private Account() {}

    /** Its name. */
    public static String name() {
        try {
            Path file = Files.createTempFile("esb", null);
            try {
                return Files.getOwner(file).getName();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it may do anything with any file. */
    public static boolean isRoot() {
        return name().equals("root");
    }
}
