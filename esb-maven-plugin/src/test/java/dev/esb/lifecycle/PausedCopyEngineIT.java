package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.esb.EnvironmentOnEngine;
import dev.esb.EsbException;
import dev.esb.GitRepository;
import dev.esb.cleanup.Down.Outcome;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.EmptyImage;
import dev.esb.docker.InstalledDocker;
import dev.esb.docker.PauseRecord;
import dev.esb.environment.ByteSize;
import dev.esb.isolation.Severity;
import dev.esb.lease.Owners;
import dev.esb.lifecycle.OverlayEngineIT.InCheckout;
import dev.esb.plan.RequestVariants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What a container outside an environment writes to, and the user has isolated: the environment begins with a copy of one moment. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class PausedCopyEngineIT {
    private static final String STACK = """
            services:
              app:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: ["rows:/rows", "./files:/files"]
            volumes:
              rows: {name: VOLUME, external: true}
            """;

    /** Counts in the volume first, and then in the directory. A reader sees a number, or the one after it. */
    private static final String COUNT = """
            n=0
            while true; do
              n=$((n + 1))
              echo $n > /rows/.next; mv /rows/.next /rows/count
              echo $n > /files/.next; mv /files/.next /files/count
            done
            """;

    private static final String WITHOUT_CGROUPS = "an engine without cgroups cannot pause";

    @TempDir(factory = InCheckout.class)
    private Path directory;

    private final String volume = "t-" + UUID.randomUUID().toString().substring(0, 8) + "-written";

    @BeforeEach
    void fill() throws IOException {
        assumeTrue(!InstalledDocker.isPodman(), "Podman's archives have no owners");
        assumeTrue(GitRepository.canBeMade(), "no git");
        new GitRepository(directory);
        assumeTrue(InstalledDocker.sees(directory), "the engine does not see the files of the test");
        Path files = Files.createDirectories(directory.resolve("files"));
        Files.writeString(files.resolve("count"), "0\n");
    }

    @Test
    void isRefusedWhereTheEngineCannotPause() {
        assumeFalse(InstalledDocker.hasCgroups(), "the engine can pause");
        try (EnvironmentOnEngine environment = environment()) {
            String writer = writer(environment);

            assertThatThrownBy(() -> up(environment, "1GB"))
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("The container '%s' cannot be paused".formatted(writer));

            assertNothingElseIsLeft(environment, writer);
        }
    }

    @Test
    void isOfOneMomentAndWhatFollowsStaysApart() {
        assumeTrue(InstalledDocker.hasCgroups(), WITHOUT_CGROUPS);
        try (EnvironmentOnEngine environment = environment()) {
            String writer = writer(environment);
            // Between the two numbers, so that the copy takes a while.
            environment.docker("exec", writer, "sh", "-ec", """
                    truncate --size=60000000 /rows/large
                    mkdir -m 750 /rows/own; chown 999:888 /rows/own; ln -s ../../../etc/passwd /rows/own/away
                    """);
            environment.docker("exec", "--detach", writer, "sh", "-ec", COUNT);

            UpResult result = up(environment, "1GB");

            String app = environment.key.project() + "-app-1";
            List<Integer> copied = counts(environment, app);
            assertThat(copied.get(0)).isPositive().isBetween(copied.get(1), copied.get(1) + 1);
            assertThat(environment.docker("exec", app, "stat", "-c", "%u:%g %a %N", "/rows/own", "/rows/own/away"))
                    .isEqualTo("999:888 750 '/rows/own'\n0:0 777 '/rows/own/away' -> '../../../etc/passwd'\n");
            assertThat(result.findings()).noneMatch(finding -> finding.severity() == Severity.SHARED);
            assertThat(isPaused(environment, writer)).isFalse();
            assertThat(counts(environment, writer).get(0)).isGreaterThan(copied.get(0));
            environment.docker("exec", app, "sh", "-c", "echo mine > /rows/count; echo mine > /files/own");

            List<String> containers = environment.containers();
            up(environment, "1GB");

            assertThat(environment.containers()).isEqualTo(containers);
            assertThat(environment.docker("exec", app, "cat", "/rows/count")).isEqualTo("mine\n");
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            assertThat(directory.resolve("files/own")).doesNotExist();
            assertThat(counts(environment, writer).get(0)).isGreaterThan(copied.get(0));
            assertNothingElseIsLeft(environment, writer);
        }
    }

    @Test
    void isNotMadeOfMoreThanTheUserAllows() {
        assumeTrue(InstalledDocker.hasCgroups(), WITHOUT_CGROUPS);
        try (EnvironmentOnEngine environment = environment()) {
            String writer = writer(environment);
            environment.docker("exec", writer, "sh", "-c", "head -c 3000000 /dev/zero > /rows/large");

            assertThatThrownBy(() -> up(environment, "2MB"))
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("'%s' is larger than 2 MB (esb.copyLimit)".formatted(volume))
                    .hasMessageContaining("the container '%s' has it mounted for writing".formatted(writer));

            assertThat(isPaused(environment, writer)).isFalse();
            assertNothingElseIsLeft(environment, writer);
        }
    }

    /** As after a process that was killed while it copied. */
    @Tag("long")
    @Test
    void isMadeAnewWhereTheProcessWasKilledThatMadeIt() {
        assumeTrue(InstalledDocker.hasCgroups(), WITHOUT_CGROUPS);
        try (EnvironmentOnEngine environment = environment()) {
            String writer = writer(environment);
            up(environment, "1GB");
            String app = environment.key.project() + "-app-1";
            environment.docker("rm", "--force", app);
            environment.docker("volume", "rm", environment.key.project() + "_rows");
            leaveUnfinished(environment, writer);

            up(environment, "1GB");

            assertThat(isPaused(environment, writer)).isFalse();
            assertThat(environment.docker("exec", app, "cat", "/rows/count")).isEqualTo("0\n");
        }
    }

    @Tag("long")
    @Test
    void endsWithTheEnvironmentWhereTheProcessWasKilledThatMadeIt() {
        assumeTrue(InstalledDocker.hasCgroups(), WITHOUT_CGROUPS);
        try (EnvironmentOnEngine environment = environment()) {
            String writer = writer(environment);
            leaveUnfinished(environment, writer);

            assertThat(environment.down()).isEqualTo(Outcome.DOWN);

            assertThat(isPaused(environment, writer)).isFalse();
            assertNothingElseIsLeft(environment, writer);
        }
    }

    /** A paused container, and an empty volume of the environment that was to get its data. */
    private void leaveUnfinished(EnvironmentOnEngine environment, String writer) {
        String project = environment.key.project();
        String rows = project + "_rows";
        environment.docker("volume", "create", "--label", ComposeLabels.ofProject(project), rows);
        String image = EmptyImage.ofProject(InstalledDocker.CLI, project).id();
        assertThat(PauseRecord.begin(InstalledDocker.CLI, writer, project, image, Map.of(), Map.of("/esb0", rows)))
                .isPresent();
        assertThat(isPaused(environment, writer)).isTrue();
    }

    private static void assertNothingElseIsLeft(EnvironmentOnEngine environment, String writer) {
        environment.docker("rm", "--force", writer);
        environment.assertNothingLeft();
    }

    private EnvironmentOnEngine environment() {
        return new EnvironmentOnEngine(directory, STACK.replace("VOLUME", volume));
    }

    private String writer(EnvironmentOnEngine environment) {
        environment.docker("volume", "create", volume);
        environment.removeAfterwards(volume);
        Path files = directory.resolve("files");
        Path path = InstalledDocker.place().path(files).orElse(files);
        String name = environment.foreignContainer("--volume", volume + ":/rows", "--volume", path + ":/files");
        environment.docker("exec", name, "sh", "-c", "echo 0 > /rows/count");
        return name;
    }

    private static UpResult up(EnvironmentOnEngine environment, String limit) {
        return environment.up(
                Owners.PERSON,
                RequestVariants.withCopyLimit(
                        RequestVariants.withEntries(environment.request(), Set.of(), Set.of("rows", "./files")),
                        ByteSize.parse("esb.copyLimit", limit)),
                EnvironmentOnEngine.OPTIONS,
                environment.messages);
    }

    /** In the volume, and in the directory. */
    private static List<Integer> counts(EnvironmentOnEngine environment, String container) {
        return environment
                .docker("exec", container, "cat", "/rows/count", "/files/count")
                .lines()
                .map(Integer::parseInt)
                .toList();
    }

    private static boolean isPaused(EnvironmentOnEngine environment, String container) {
        return Boolean.parseBoolean(environment
                .docker("inspect", "--format", "{{.State.Paused}}", container)
                .strip());
    }
}
