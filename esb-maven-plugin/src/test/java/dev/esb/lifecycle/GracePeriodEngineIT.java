package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.EnvironmentOnEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What a second {@code up} replaces or removes gets the grace period of the environment, and not Compose's ten seconds. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class GracePeriodEngineIT {
    /** The process of {@code slow} takes five seconds to end, and leaves a file if it may. */
    private static final String STACK = """
            services:
              other:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
              slow:
                image: debian:trixie-slim
                environment: {MARK: one}
                command: [bash, -c, 'trap "sleep 5; touch /out/ended; exit" TERM; while true; do sleep 0.1; done']
                volumes: ["./out:/out"]
            """;

    @TempDir
    private Path directory;

    private Path ended;

    @BeforeEach
    void makeDirectory() throws IOException {
        ended = Files.createDirectory(directory.resolve("out")).resolve("ended");
    }

    @Test
    void ofAContainerThatIsReplaced() throws IOException {
        secondUp(STACK.replace("MARK: one", "MARK: two"));
    }

    @Tag("long")
    @Test
    void ofAContainerWhoseServiceIsGone() throws IOException {
        secondUp(STACK.substring(0, STACK.indexOf("  slow:")));
    }

    private void secondUp(String stack) throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            environment.up();
            Files.writeString(directory.resolve("compose.yml"), stack);

            environment.up();

            // No process in the containers had any time.
            assertThat(ended).doesNotExist();
            environment.down();
        }
    }
}
