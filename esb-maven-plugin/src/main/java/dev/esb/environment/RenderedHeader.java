package dev.esb.environment;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a rendered file, which says what it was made from and for which claim. By it, a directory can be told from one of another
 * stack or of another environment of that name: such as the same project in another checkout, or in another container, in which it has the
 * same path.
 */
public final class RenderedHeader {
    private static final Pattern CLAIM = Pattern.compile(", slot \\d+, claim (.+)\\. Made by .*");

    private RenderedHeader() {}

    /**
     * The line, without the mark of a comment.
     *
     * @param stack the Compose files of the stack, as messages show them
     * @param claim the id of the claim by which the environment has its slot; empty where it has none
     */
    public static String of(String stack, EnvironmentKey key, int slot, String claim) {
        return start(stack, key)
                + ", slot %s%s. Made by esb-maven-plugin; changes are lost."
                        .formatted(slot, claim.isEmpty() ? "" : ", claim " + claim);
    }

    /**
     * The claim of the rendered file of this stack and environment.
     *
     * @return empty where there is no such file, this user may not read it, or it was made for no claim
     */
    public static String claim(Path file, String stack, EnvironmentKey key) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            String start = "# " + start(stack, key);
            if (line != null && line.startsWith(start)) {
                Matcher claim = CLAIM.matcher(line.substring(start.length()));
                return claim.matches() ? claim.group(1) : "";
            }
            return "";
        } catch (IOException e) {
            // Missing, as a rule; and one that this user may not read is not of an "up" of this user.
            return "";
        }
    }

    private static String start(String stack, EnvironmentKey key) {
        return "The stack of %s in the environment '%s'".formatted(stack, key);
    }
}
