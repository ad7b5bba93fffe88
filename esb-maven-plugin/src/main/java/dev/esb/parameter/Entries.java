package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.environment.UnusableValueException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the parameters that are lists. */
public final class Entries {
    private Entries() {}

    /**
     * The entries without the blanks around them.
     *
     * @param property the user property, for the message
     * @param given what Maven has made of the pom or the command line, where an empty entry is null
     * @throws EsbException when an entry is empty
     */
    public static List<String> read(String property, Collection<String> given) {
        if (given.stream().anyMatch(entry -> entry == null || entry.isBlank())) {
            throw new UnusableValueException(
                    "list",
                    property,
                    given.stream().map(entry -> entry == null ? "" : entry).collect(Collectors.joining(",")),
                    "without empty entries; on the command line, commas separate them");
        }
        return given.stream().map(String::strip).toList();
    }

    /** @throws EsbException when an entry is empty, or cannot be a path on this machine */
    public static List<Path> paths(String property, Collection<String> given) {
        return read(property, given).stream()
                .map(entry -> path(property, entry))
                .toList();
    }

    /**
     * A file to be written, which may be missing.
     *
     * @param base a relative path is relative to it
     * @throws EsbException when it cannot be a path on this machine, or is a directory
     */
    static Path file(String property, String text, Path base) {
        Path file = base.resolve(path(property, text)).normalize();
        if (Files.isDirectory(file)) {
            throw new EsbException("'%s' (%s) is a directory. Name a file in it.".formatted(file, property));
        }
        return file;
    }

    /** @throws EsbException when the text cannot be a path on this machine */
    public static Path path(String property, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UnusableValueException(
                    "path", property, text, "a path of this machine (%s)".formatted(e.getReason()));
        }
    }
}
