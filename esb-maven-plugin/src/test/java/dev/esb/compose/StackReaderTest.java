package dev.esb.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.docker.ComposeCommand.Config;
import dev.esb.docker.FakeDocker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackReaderTest {
    @TempDir
    private Path directory;

    private final FakeDocker docker =
            new FakeDocker().every(Config.class, command -> model(command.interpolate() ? "8080" : "${PORT:-8080}"));

    @Test
    void readsAStackWithVariablesTwice() throws IOException {
        Stack stack = read("services: {web: {image: nginx, ports: ['${PORT:-8080}:80']}}", Optional.empty());

        assertThat(stack.raw()).isEqualTo(model("${PORT:-8080}"));
        assertThat(docker.calls(Config.class)).hasSize(2);
    }

    @Test
    void readsAStackWithoutVariablesOnce() throws IOException {
        Stack stack = read("services: {web: {image: nginx, ports: ['8080:80']}}", Optional.empty());

        assertThat(stack).isEqualTo(new Stack(model("8080"), model("8080"), true));
        assertThat(docker.calls(Config.class)).hasSize(1);
    }

    /** It could say which files the stack has. */
    @Test
    void readsAStackWithAnotherFileOfVariablesTwice() throws IOException {
        read("services: {web: {image: nginx}}", Optional.of(directory.resolve("ci.env")));

        assertThat(docker.calls(Config.class)).hasSize(2);
    }

    private Stack read(String text, Optional<Path> envFile) throws IOException {
        Files.writeString(directory.resolve("compose.yml"), text);
        StackFiles files = StackFiles.find(directory, List.of(), Map.of());
        return new StackReader(docker, files, "p", List.of(), envFile).read(Map.of());
    }

    private static ObjectNode model(String published) {
        String text = "{\"services\": {\"web\": {\"ports\": [{\"target\": 80, \"published\": \"%s\"}]}}}";
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.formatted(published));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
