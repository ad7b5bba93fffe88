package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.RecordedMessages;
import dev.esb.docker.InstalledDocker;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the values of variables are in the rendered file, with the Compose that is installed; skipped where there is none. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasCompose", disabledReason = "no Compose is installed")
@Execution(ExecutionMode.CONCURRENT)
class PortVariablesEngineIT {
    private static final String STACK = """
            services:
              redis:
                image: redis
                ports: ["${REDIS_PORT:-6379}:${REDIS_PORT:-6379}"]
                environment:
                  SLOT: slot-${ESB_SLOT:-none}
                  SUBNET: ${ESB_SUBNET_DEFAULT:-none}
                  INSIDE: redis:${REDIS_PORT:-6379}
                  OUTSIDE: localhost:${REDIS_PORT:-6379}
            """;

    @TempDir
    private Path directory;

    private final RecordedMessages messages = new RecordedMessages();
    private StackRequest request;

    @BeforeEach
    void write() throws IOException {
        write(STACK);
        request = request("a");
    }

    @Test
    void areTheAuthorsInsideAndTheEnvironmentsOutside() {
        int port = render(request);

        assertThat(rendered("a"))
                .contains("INSIDE: \"redis:6379\"", "OUTSIDE: \"localhost:" + port + "\"", "target: 6379\n")
                .contains("published: \"" + port + "\"")
                .doesNotContain("slot-none", "SUBNET: \"none\"");
        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void areTheUsersInsideWhereTheUserSetsThem() {
        int port = render(RequestVariants.withVariables(request, Map.of("REDIS_PORT", "7000")));

        assertThat(rendered("a"))
                .contains("INSIDE: \"redis:7000\"", "OUTSIDE: \"localhost:" + port + "\"", "target: 7000\n");
    }

    @Test
    void areTheAuthorsInDefault() {
        render(request("default"));

        assertThat(rendered("default"))
                .contains("INSIDE: \"redis:6379\"", "OUTSIDE: \"localhost:6379\"", "published: \"6379\"");
    }

    /** The key of a volume cannot have a variable in it. */
    @Test
    void areTheAuthorsEverywhereWhereComposeRefusesOthers() throws IOException {
        write(STACK + "    volumes: ['data-${REDIS_PORT:-6379}:/data']\nvolumes: {data-6379: {}}\n");

        int port = render(request);

        assertThat(rendered("a"))
                .contains("OUTSIDE: \"localhost:6379\"", "published: \"" + port + "\"", "source: \"data-6379\"");
        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .startsWith(
                        "Texts that mention a port of the host by a variable (REDIS_PORT) keep the variable's own value")
                .contains("undefined volume data-" + port);
    }

    private int render(StackRequest of) {
        return new Render(InstalledDocker.CLI, InstalledDocker.VARIABLES, messages)
                .run(of)
                .environment()
                .ports()
                .get(0)
                .published();
    }

    private String rendered(String name) {
        try {
            return Files.readString(
                    directory.resolve("target/esb").resolve(name).resolve("compose.yml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StackRequest request(String name) {
        DirectoryLayout layout = new DirectoryLayout(
                directory.resolve("home"), directory.resolve("run"), directory.resolve("target/esb"));
        return StackRequest.of(EnvironmentKey.of(name, ""), layout, directory)
                .withFiles(List.of(directory.resolve("compose.yml")));
    }

    private void write(String stack) throws IOException {
        Files.writeString(directory.resolve("compose.yml"), stack);
    }
}
