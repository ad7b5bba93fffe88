package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file into which a goal writes its result ({@code esb.output}). */
public record OutputFile(Path path) {
    private static final String PROPERTY = "esb.output";

    /**
     * Reads the parameter. Makes nothing.
     *
     * @param text null or empty for none
     * @param base a relative path is relative to it
     * @throws EsbException when it cannot be a file
     */
    public static Optional<OutputFile> read(String text, Path base) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        Path path = Entries.file(PROPERTY, text, base);
        return Optional.of(new OutputFile(path));
    }

    /**
     * Writes the file, and makes its directory if that is missing.
     *
     * @throws EsbException when that cannot be done
     */
    public void write(String content) {
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        } catch (IOException e) {
            throw new EsbException(
                    "The file '%s' cannot be written: %s. Name another one: -D%s=FILE"
                            .formatted(path, FileProblem.of(e, path), PROPERTY),
                    e);
        }
    }
}
