package dev.esb.compose;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.TreeReader;
import dev.esb.environment.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Writes the isolated model as the file that Compose runs. */
public final class RenderedFile {
    private RenderedFile() {}

    /** By itself, so that its many classes are loaded only where a file is written. */
    private static final class Writer {
        // Strings keep their quotes: without them, YAML readers take "yes", "0123" and "12:30" for a boolean and for
        // numbers.
        private static final YAMLMapper YAML = YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .build();
    }

    /**
     * Writes the file as a whole, and readable only by its owner (0600): it contains the values of variables, which can be secrets.
     *
     * @param header the text of a comment in the first line
     */
    public static void write(Path file, String header, ObjectNode model) throws IOException {
        PrivateFiles.write(file, "# " + header + "\n" + text(model));
    }

    /** Reads what was written; empty where there is no such file, or it is none of these. */
    public static Optional<ObjectNode> read(Path file) {
        try (JsonParser parser = new YAMLFactory().createParser(file.toFile())) {
            return TreeReader.read(parser) instanceof ObjectNode model ? Optional.of(model) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The text of the file, without its first line. */
    public static String text(ObjectNode model) {
        try {
            return Writer.YAML.writeValueAsString(model);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
