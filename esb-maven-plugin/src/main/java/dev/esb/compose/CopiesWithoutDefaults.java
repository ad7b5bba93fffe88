package dev.esb.compose;

import dev.esb.EsbException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Temporary copies of Compose files in which each reference to a variable is its name alone: {@code ${DATA}} for
 * {@code ${DATA:-./data}}.
 *
 * <p>When it does not replace variables, Compose up to 2.26 takes the colon in {@code ${DATA:-./data}:/data:ro} for a separator and fails.
 * Which variable a port or a subnet comes from can be read from the copies just as well.
 */
record CopiesWithoutDefaults(List<Path> files) implements AutoCloseable {
    /** A name, an operator of interpolation, and a text in which braces come in pairs, one within another at most. */
    private static final Pattern WITH_DEFAULT =
            Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*):?[-?+](?:[^{}]|\\{[^{}]*})*}");

    static CopiesWithoutDefaults of(List<Path> originals) {
        CopiesWithoutDefaults copies = new CopiesWithoutDefaults(new ArrayList<>());
        try {
            for (Path original : originals) {
                String text = Files.readString(original, StandardCharsets.ISO_8859_1);
                // Only its owner can read a temporary file: the text may have secrets.
                Path copy = Files.createTempFile("esb-", ".yml");
                copies.files.add(copy);
                // Where an interrupt ends the JVM, nothing closes the copies.
                copy.toFile().deleteOnExit();
                Files.writeString(copy, withoutDefaults(text), StandardCharsets.ISO_8859_1);
            }
            return copies;
        } catch (IOException e) {
            copies.close();
            throw new EsbException(
                    "The Compose files (%s) cannot be copied to '%s': %s. Check the disk, or set java.io.tmpdir."
                            .formatted(originals, System.getProperty("java.io.tmpdir"), e),
                    e);
        }
    }

    static String withoutDefaults(String text) {
        return WITH_DEFAULT.matcher(text).replaceAll("\\${$1}");
    }

    @Override
    public void close() {
        for (Path file : files) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
