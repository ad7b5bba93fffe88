package dev.esb.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFilesTest {
    @TempDir
    private Path directory;

    @Test
    void haveNoVariablesAndTakeNothingFromOthers() throws IOException {
        assertThat(PlainFiles.are(List.of(file("""
                services:
                  web:
                    image: nginx
                    command: [sh, -c, 'echo "$$HOME" \n']
                    ports: ["8080:80"]
                    environment: [ESB_SLOT]
                """)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ports: ['${PORT:-8080}:80']",
                "ports: ['$PORT:80']",
                "command: $$$HOME",
                "image: \"\\x24{IMAGE}\"",
                "image: \"\\u0024{IMAGE}\"",
                "include: [other.yml]",
                "extends: {file: base.yml, service: web}",
                "profiles: [debug]",
                "volumes: [{type: bind, source: ./data, target: /data}]"
            })
    void areNotPlainOtherwise(String line) throws IOException {
        Path plain = file("services: {web: {image: nginx}}");
        Path other = Files.writeString(directory.resolve("other.yml"), line);

        assertThat(PlainFiles.are(List.of(plain, other))).isFalse();
    }

    @Test
    void areNotKnownToBePlainWhereTheyAreNotKnown() {
        assertThat(PlainFiles.are(List.of())).isFalse();
        assertThat(PlainFiles.are(List.of(directory.resolve("missing.yml")))).isFalse();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("compose.yml"), text);
    }
}
