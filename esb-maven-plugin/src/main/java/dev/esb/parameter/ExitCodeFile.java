package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file into which the exit code of a user's command is written ({@code esb.exitCodeFile}), because Maven's own is 0 or 1.
 *
 * @param path of a file, which may be missing, in a directory that is there
 */
public record ExitCodeFile(Path path) {
    private static final String PROPERTY = "esb.exitCodeFile";

    /**
     * Reads the parameter. Makes nothing.
     *
     * @param text null or empty for none
     * @param base a relative path is relative to it
     * @throws EsbException when it cannot be a file
     */
    public static Optional<ExitCodeFile> read(String text, Path base) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        Path path = Entries.file(PROPERTY, text, base);
        if (!Files.isDirectory(path.getParent())) {
            throw new EsbException(
                    "The directory of the file '%s' (%s) is not there. Make it first; relative paths are relative to the module's base directory."
                            .formatted(path, PROPERTY));
        }
        return Optional.of(new ExitCodeFile(path));
    }

    /**
     * Removes what an earlier command has left, so that the file is missing where the command cannot be run.
     *
     * @throws EsbException when that cannot be done
     */
    public void clear() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Writes the exit code, as a line.
     *
     * @throws EsbException when that cannot be done
     */
    public void write(int exitCode) {
        try {
            Files.writeString(path, exitCode + "\n");
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private EsbException unusable(IOException e) {
        return new EsbException(
                "The file '%s' (%s) cannot be written: %s. Name another one."
                        .formatted(path, PROPERTY, FileProblem.of(e, path)),
                e);
    }
}
