package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.Problem;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.InstalledDocker;
import dev.esb.environment.EnvironmentDirectory;
import dev.esb.lease.Leases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What {@code prune} finds in the directory that holds those of all environments. */
@Tag("engine")
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class StrayFilesEngineIT {
    private static final String STACK = """
            services:
              idle:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: ["./state:/state"]
            """;

    @TempDir
    private Path directory;

    @Test
    void aDirectoryOfNobodyIsRemoved() throws IOException {
        try (EngineEnvironment environment = new EngineEnvironment(directory, STACK)) {
            Path own = environment.directories().config();
            EnvironmentDirectory.create(own, engine());

            stray(environment).forEach(leftover -> leftover.removal().run());

            assertThat(own).doesNotExist();
            assertThat(own.getParent()).isEmptyDirectory();
        }
    }

    @Test
    void aDirectoryIsLeftAloneThatSomebodyUsesInTheMeantime() throws IOException {
        try (EngineEnvironment environment = new EngineEnvironment(directory, STACK)) {
            Path own = environment.directories().config();
            EnvironmentDirectory.create(own, engine());
            List<Prune.Leftover> stray = stray(environment);
            assertThat(stray).hasSize(1);

            environment.up();
            stray.forEach(leftover -> leftover.removal().run());

            assertThat(EnvironmentDirectory.isOne(own)).isTrue();
            assertThat(own.resolve("data/state")).isDirectory();
            environment.down();
            assertThat(own).doesNotExist();
        }
    }

    @Test
    void aDirectoryIsOfSomebodyWhoClaimsTheEnvironmentInTheMeantime() throws IOException {
        try (EngineEnvironment environment = new EngineEnvironment(directory, STACK)) {
            StrayFiles before = list(environment);

            environment.up();

            assertThat(before.ofNone(List.of())).isEmpty();
            assertThat(stray(environment)).isEmpty();
        }
    }

    @Test
    void aDirectoryOfAnotherEngineIsLeftAlone() throws IOException {
        try (EngineEnvironment environment = new EngineEnvironment(directory, STACK)) {
            Path own = environment.directories().config();
            EnvironmentDirectory.create(own, "another");

            assertThat(stray(environment)).isEmpty();
            assertThatThrownBy(environment::up)
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("belongs to an environment of the same name on another Docker engine");
            environment.down();

            assertThat(EnvironmentDirectory.isOne(own)).isTrue();
            assertThat(Leases.reading(InstalledDocker.CLI).all())
                    .noneMatch(lease -> lease.key().equals(environment.key));
        }
    }

    private static String engine() {
        return InstalledDocker.CLI.run(new EngineCommand.Id());
    }

    private static List<Prune.Leftover> stray(EngineEnvironment environment) {
        return list(environment).ofNone(Leases.reading(InstalledDocker.CLI).all()).stream()
                .filter(leftover ->
                        leftover.what().contains(environment.key.name().value()))
                .toList();
    }

    private static StrayFiles list(EngineEnvironment environment) {
        return StrayFiles.list(InstalledDocker.CLI, environment.directories(), Silence.INSTANCE);
    }
}
