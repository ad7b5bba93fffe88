package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory into which a goal copies files ({@code esb.copy}). */
public final class CopyDirectory {
    private static final String PROPERTY = "esb.copy";

    private CopyDirectory() {}

    /**
     * Reads the parameter. Makes nothing.
     *
     * @param text null or empty for none
     * @param base a relative path is relative to it
     * @return a directory that is empty, or a path at which nothing is
     * @throws EsbException when it is or can be no such directory
     */
    public static Optional<Path> read(String text, Path base) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        Path directory = base.resolve(Entries.path(PROPERTY, text)).normalize();
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(directory);
        }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(directory, "is no directory");
        }
        try (Stream<Path> files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw refused(directory, "is not empty");
            }
        } catch (IOException e) {
            throw refused(directory, "cannot be read (%s)".formatted(FileProblem.of(e, directory)));
        }
        return Optional.of(directory);
    }

    private static EsbException refused(Path directory, String why) {
        return new EsbException(
                "'%s' (%s) %s. Name a directory that is empty or not there yet.".formatted(directory, PROPERTY, why));
    }
}
