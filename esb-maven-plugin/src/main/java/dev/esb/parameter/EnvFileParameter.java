package dev.esb.parameter;

import dev.esb.EsbException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads {@code esb.envFile}. */
public final class EnvFileParameter {
    private static final String PROPERTY = "esb.envFile";

    private EnvFileParameter() {}

    /**
     * The file.
     *
     * @param base a relative path is relative to it
     * @throws EsbException when it is not a file that can be read
     */
    public static Path read(String text, Path base) {
        Path file = base.resolve(Entries.path(PROPERTY, text)).normalize();
        if (Files.isDirectory(file)) {
            throw new EsbException("'%s' (%s) is a directory. Name the file in it.".formatted(file, PROPERTY));
        }
        if (!Files.isReadable(file)) {
            throw new EsbException(
                    "The file '%s' (%s) is not there or cannot be read. Paths are relative to the module's base directory."
                            .formatted(file, PROPERTY));
        }
        return file;
    }
}
