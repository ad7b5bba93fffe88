package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EnvironmentOnEngine;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.InstalledDocker;
import dev.esb.environment.MarkedDirectory;
import dev.esb.lease.LeaseRegistry;
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
class StrayDirectoriesEngineIT {
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
    void aDirectoryWhoseEnvironmentIsNotThereIsRemoved() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            Path own = environment.directories().config();
            MarkedDirectory.create(own, engine());

            stray(environment).forEach(item -> item.removal().run());

            assertThat(own).doesNotExist();
        }
    }

    @Test
    void aDirectoryStaysWhoseEnvironmentComesUpMeanwhile() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            Path own = environment.directories().config();
            MarkedDirectory.create(own, engine());
            List<PruneItem> stray = stray(environment);
            assertThat(stray).hasSize(1);

            environment.up();
            stray.forEach(item -> item.removal().run());

            assertThat(MarkedDirectory.isOne(own)).isTrue();
            assertThat(own.resolve("data/state")).isDirectory();
            environment.down();
            assertThat(own).doesNotExist();
        }
    }

    @Test
    void aDirectoryIsNotStrayWhoseEnvironmentHasALeaseByNow() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            StrayDirectories before = list(environment);

            environment.up();

            assertThat(before.items(List.of())).isEmpty();
            assertThat(stray(environment)).isEmpty();
        }
    }

    @Test
    void aDirectoryOfAnotherEngineIsLeftAlone() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            Path own = environment.directories().config();
            MarkedDirectory.create(own, "another");

            assertThat(stray(environment)).isEmpty();
            assertThatThrownBy(environment::up)
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("belongs to an environment of the same name on another Docker engine");
            environment.down();

            assertThat(MarkedDirectory.isOne(own)).isTrue();
            assertThat(LeaseRegistry.reading(InstalledDocker.CLI).all())
                    .noneMatch(lease -> lease.key().equals(environment.key));
        }
    }

    private static String engine() {
        return InstalledDocker.CLI.run(new EngineCommand.Id());
    }

    private static List<PruneItem> stray(EnvironmentOnEngine environment) {
        return list(environment)
                .items(LeaseRegistry.reading(InstalledDocker.CLI).all())
                .stream()
                .filter(item -> item.what().contains(environment.key.name().value()))
                .toList();
    }

    private static StrayDirectories list(EnvironmentOnEngine environment) {
        return StrayDirectories.list(InstalledDocker.CLI, environment.layout(), Reporter.NONE);
    }
}
