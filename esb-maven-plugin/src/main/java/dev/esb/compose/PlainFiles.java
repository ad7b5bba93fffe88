package dev.esb.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether the files of a stack are so plain that Compose reads the same from them whether it replaces variables or not. Then it does not have
 * to read them a second time, which takes as long as the first time.
 */
final class PlainFiles {
    /** Two of them are one that is meant as such. */
    private static final String DOLLAR = "$$";

    /**
     * A variable; the keys with which a file takes something from another one, and those that Compose prints differently when it does not
     * replace variables: services without an active profile, and details of mounts. And any character that YAML lets one write as a number,
     * since it could be part of one of these.
     */
    private static final Pattern NOT_PLAIN = Pattern.compile("\\$|include|extends|profiles|bind|\\\\[xuU]");

    private PlainFiles() {}

    /** @return false where a file cannot be read, or it is not known which they are */
    static boolean are(List<Path> files) {
        return !files.isEmpty() && files.stream().allMatch(PlainFiles::isPlain);
    }

    private static boolean isPlain(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return !NOT_PLAIN.matcher(text.replace(DOLLAR, "")).find();
        } catch (IOException e) {
            // Compose says what is wrong with it.
            return false;
        }
    }
}
