package dev.esb.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackFilesTest {
    @TempDir
    Path base;

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"})
    void areLeftToComposeWhereItFindsThem(String name) throws IOException {
        touch(name);

        assertThat(find()).isEqualTo(new StackFiles(base, List.of()));
    }

    @Test
    void areLookedForInTheComposeDirectoryToo() throws IOException {
        touch("compose/docker-compose.yml");

        assertThat(find()).isEqualTo(new StackFiles(base.resolve("compose"), List.of()));
    }

    @Test
    void areTakenFromTheBaseDirectoryFirst() throws IOException {
        touch("compose/compose.yml");
        touch("compose.yml");

        assertThat(find().directory()).isEqualTo(base);
    }

    @Test
    void areThoseThatAreGiven() throws IOException {
        touch("compose.yml");
        Path first = touch("stack/base.yml");
        Path second = touch("ci.yml");

        assertThat(StackFiles.find(base, List.of(Path.of("stack/base.yml"), Path.of("stack/../ci.yml")), Map.of()))
                .isEqualTo(new StackFiles(base.resolve("stack"), List.of(first, second)));
    }

    @Test
    void areLeftToComposeWhereAVariableNamesThem() throws IOException {
        touch("compose/compose.yml");

        assertThat(StackFiles.find(base, List.of(), Map.of("COMPOSE_FILE", "stack.yml"))
                        .directory())
                .isEqualTo(base);
        Files.writeString(base.resolve(".env"), "A=b\nCOMPOSE_FILE=stack.yml\n");
        assertThat(find().directory()).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"export COMPOSE_FILE=stack.yml", "  COMPOSE_FILE = stack.yml", "COMPOSE_FILE: stack.yml"})
    void areLeftToComposeHoweverTheFileOfVariablesNamesThem(String line) throws IOException {
        touch("compose/compose.yml");
        Files.writeString(base.resolve(".env"), line + "\n");

        assertThat(find().directory()).isEqualTo(base);
        assertThat(StackFiles.find(base, List.of(), Map.of("COMPOSE_DISABLE_ENV_FILE", "1"))
                        .directory())
                .isEqualTo(base.resolve("compose"));
    }

    @Test
    void areNotKnownWhereAVariableNamesThem() throws IOException {
        touch("compose.yml");

        assertThat(StackFiles.find(base, List.of(), Map.of("COMPOSE_FILE", "stack.yml"))
                        .named())
                .isEmpty();
        assertThat(find().named()).containsExactly(base.resolve("compose.yml"));
    }

    @Test
    void areLookedForWhereTheVariableIsEmpty() throws IOException {
        touch("compose/compose.yml");

        assertThat(StackFiles.find(base, List.of(), Map.of("COMPOSE_FILE", "")).directory())
                .isEqualTo(base.resolve("compose"));
    }

    @Test
    void areMissedWithTheNamesThatWouldDo() {
        assertThatThrownBy(this::find)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("no Compose file in '" + base + "'")
                .hasMessageContaining("compose.yaml, compose.yml, docker-compose.yml, docker-compose.yaml")
                .hasMessageContaining("-Desb.files=");
    }

    @Test
    void areMissedWhereGivenOnesAreNotThere() throws IOException {
        Files.createDirectory(base.resolve("directory.yml"));

        for (String name : List.of("missing.yml", "directory.yml")) {
            assertThatThrownBy(() -> StackFiles.find(base, List.of(Path.of(name)), Map.of()))
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("'" + base.resolve(name) + "' (esb.files)");
        }
    }

    private StackFiles find() {
        return StackFiles.find(base, List.of(), Map.of());
    }

    private Path touch(String name) throws IOException {
        Path file = base.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
