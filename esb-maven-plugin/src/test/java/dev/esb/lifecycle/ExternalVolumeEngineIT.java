package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.esb.EnvironmentOnEngine;
import dev.esb.changes.Changes.Changed;
import dev.esb.changes.EnvironmentChanges;
import dev.esb.cleanup.Down.Outcome;
import dev.esb.docker.Containers;
import dev.esb.docker.InstalledDocker;
import dev.esb.isolation.Finding;
import dev.esb.isolation.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Volumes that are made outside the stack: each environment has its own changes, and the volume stays as it is. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class ExternalVolumeEngineIT {
    private static final String STACK = """
            services:
              app:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: ["data:/data"]
            volumes:
              data: {name: VOLUME, external: true}
            """;

    @TempDir
    private Path directory;

    private final String volume = "t-" + UUID.randomUUID().toString().substring(0, 8) + "-external";

    @Tag("long")
    @Test
    void hasTheChangesOfEachEnvironmentApartAndStaysAsItIs() throws IOException {
        String stack = STACK.replace("VOLUME", volume);
        try (EnvironmentOnEngine one = new EnvironmentOnEngine(directory, stack);
                EnvironmentOnEngine two = new EnvironmentOnEngine(directory, stack)) {
            make(one);
            one.up();
            assertThat(two.up().findings()).noneMatch(finding -> finding.severity() == Severity.SHARED);
            String first = one.key.project() + "-app-1";
            String second = two.key.project() + "-app-1";

            one.docker("exec", first, "sh", "-ec", "echo mine > /data/row; chmod 700 /data");

            assertThat(two.docker("exec", second, "cat", "/data/row")).isEqualTo("of all\n");
            assertThat(changes(one))
                    .containsExactly(
                            new Changed(volume, one.key.project() + "_data", "changed", "", "directory"),
                            new Changed(volume, one.key.project() + "_data", "changed", "row", "file"));
            assertThat(changes(two)).isEmpty();
            assertThat(one.down()).isEqualTo(Outcome.DOWN);
            assertThat(two.down()).isEqualTo(Outcome.DOWN);
            one.assertNothingLeft();
            assertThat(look(one)).isEqualTo("999:888 750\nof all\n");
        }
    }

    @Test
    void hasTheOwnerAndPermissionsOfTheVolume() throws IOException {
        assumeFalse(InstalledDocker.isPodman(), "Podman gives a new volume those of the image's directory");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK.replace("VOLUME", volume))) {
            make(environment);

            environment.up();

            assertThat(environment.docker(
                            "exec", environment.key.project() + "-app-1", "stat", "-c", "%u:%g %a", "/data"))
                    .isEqualTo("999:888 750\n");
        }
    }

    @Test
    void isSharedWithAContainerThatWritesToIt() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK.replace("VOLUME", volume))) {
            make(environment);
            String other = environment.foreignContainer("--volume", volume + ":/data");

            assertThat(environment.up().findings())
                    .filteredOn(finding -> finding.severity() == Severity.SHARED)
                    .extracting(Finding::message)
                    .containsExactly(
                            "'%s' is made outside the stack and used by every environment: no volume can be laid over it, because the container '%s' has it mounted for writing"
                                    .formatted(volume, other));
            environment.docker("exec", environment.key.project() + "-app-1", "sh", "-c", "echo new > /data/row");
            assertThat(environment.docker("exec", other, "cat", "/data/row")).isEqualTo("new\n");
        }
    }

    private List<Changed> changes(EnvironmentOnEngine environment) {
        return new EnvironmentChanges(
                        InstalledDocker.CLI,
                        environment.key.project(),
                        new Containers(InstalledDocker.CLI).of(environment.key.project()),
                        directory)
                .find(Optional.empty())
                .changed();
    }

    private void make(EnvironmentOnEngine environment) {
        environment.docker("volume", "create", volume);
        environment.removeAfterwards(volume);
        environment.docker(
                "run",
                "--rm",
                "--volume",
                volume + ":/data",
                "debian:trixie-slim",
                "sh",
                "-ec",
                "echo of all > /data/row; chown 999:888 /data; chmod 750 /data");
    }

    private String look(EnvironmentOnEngine environment) {
        return environment.docker(
                "run",
                "--rm",
                "--volume",
                volume + ":/data:ro",
                "debian:trixie-slim",
                "sh",
                "-c",
                "stat -c '%u:%g %a' /data; cat /data/row");
    }
}
