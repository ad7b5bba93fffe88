package dev.esb.environment;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The first line of a rendered file, which says what it was made from. By it, a directory can be told from one of another stack, such as the
 * same project in another checkout, that was once brought up there in an environment of the same name.
 */
public final class RenderedHeader {
    private RenderedHeader() {}

    /**
     * The line, without the mark of a comment.
     *
     * @param stack the Compose files of the stack, as messages show them
     */
    public static String of(String stack, EnvironmentKey key, int slot) {
        return start(stack, key) + ", slot %d. Made by esb-maven-plugin; changes are lost.".formatted(slot);
    }

    /** Whether there is a rendered file of this stack and environment, which this user may read. */
    public static boolean isIn(Path file, String stack, EnvironmentKey key) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            return line != null && line.startsWith("# " + start(stack, key));
        } catch (IOException e) {
            // Missing, as a rule; and one that this user may not read is not of an "up" of this user.
            return false;
        }
    }

    private static String start(String stack, EnvironmentKey key) {
        return "The stack of %s in the environment '%s'".formatted(stack, key);
    }
}
