package dev.esb.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RenderedFileTest {
    private final ObjectNode model = new ObjectMapper().createObjectNode();

    @TempDir
    Path directory;

    @Test
    void saysWhereItComesFrom() throws IOException {
        model.put("name", "esb-a");
        Path file = directory.resolve("out/compose.yml");

        RenderedFile.write(file, "Made from compose.yml", model);

        assertThat(file).hasContent("# Made from compose.yml\nname: \"esb-a\"\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isForItsOwnerAlone() throws IOException {
        Path file = directory.resolve("compose.yml");

        RenderedFile.write(file, "header", model);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsStringsAndNumbersApart() throws IOException {
        for (String text :
                new String[] {"yes", "0755", "12:30", "1e3", "null", "~", "", " ", "a: b", "# c", "two\nlines", "$$HOME"
                }) {
            model.put("key of " + text, text);
            model.put(text, 7);
        }
        model.put("long", "word ".repeat(100));

        assertThat(new YAMLMapper().readTree(RenderedFile.text(model))).isEqualTo(model);
    }
}
