package dev.esb.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.environment.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the isolated model as the file that Compose runs. */
public final class RenderedFile {
    // Strings keep their quotes: "yes", "0123" and "12:30" have to stay what they are for every YAML reader.
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private RenderedFile() {}

    /** Writes the file whole or not at all, and for its owner alone: values of variables are in it. */
    public static void write(Path file, String header, ObjectNode model) throws IOException {
        PrivateFiles.write(file, "# " + header + "\n" + text(model));
    }

    static String text(ObjectNode model) {
        try {
            return YAML.writeValueAsString(model);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
