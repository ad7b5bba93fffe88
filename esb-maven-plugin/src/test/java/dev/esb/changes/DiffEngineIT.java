package dev.esb.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.esb.EnvironmentOnEngine;
import dev.esb.changes.OwnPaths.OwnPath;
import dev.esb.docker.InstalledDocker;
import dev.esb.service.EnvironmentQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What containers have changed in paths of the host is told as they have changed it, and copied out. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class DiffEngineIT {
    private static final String STACK = """
            services:
              app:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: ["./data:/data", "./%s:/new"]
            """;

    @TempDir
    private Path directory;

    private Path data;

    @BeforeEach
    void fill() throws IOException {
        assumeTrue(InstalledDocker.sees(directory), "the engine does not see the files of the test");
        data = Files.createDirectories(directory.resolve("data"));
        for (String file : List.of("kept", "changed", "mode", "gone", "dir/a", "again/a", "again/b", "old/in/deep")) {
            Files.createDirectories(data.resolve(file).getParent());
            Files.writeString(data.resolve(file), "of the host");
        }
        Files.writeString(directory.resolve("app.conf"), "one");
    }

    @Test
    void tellsOfEachKindOfChangeAndOfNoOther() throws IOException {
        String stack = STACK.formatted("new").replace("\"./data", "\"./app.conf:/app.conf\", \"./data");
        assumeTrue(InstalledDocker.hasVolumeOptions(), "the engine mounts no file of a volume");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            environment.up();
            assertThat(find(environment, Optional.empty()).changed()).isEmpty();

            change(environment, "echo 2 > /app.conf; echo 1 > /new/file");

            Path out = directory.resolve("out");
            Changes changes = find(environment, Optional.of(out));
            assertThat(texts(changes))
                    .containsExactly(
                            "app.conf changed ",
                            "data added Täßchen",
                            "data deleted again/b",
                            "data added again/c",
                            "data changed changed",
                            "data deleted gone",
                            "data added link",
                            "data changed mode",
                            "data deleted old",
                            "data added renamed",
                            "data added renamed/in",
                            "data added renamed/in/deep",
                            "new added file");
            assertThat(changes.notCompared()).isEmpty();
            assertThat(out.resolve("app.conf")).hasContent("2\n");
            assertThat(out.resolve("new/file")).hasContent("1\n");
            assertThat(out.resolve("data/renamed/in/deep")).hasContent("of the host");
            assertThat(Files.readSymbolicLink(out.resolve("data/link"))).isEqualTo(Path.of("/etc/passwd"));
            assertThat((int) Files.getAttribute(out.resolve("data/mode"), "unix:mode") & 0777)
                    .isEqualTo(0700);
            assertThat(Files.exists(out.resolve("data/kept"), LinkOption.NOFOLLOW_LINKS))
                    .isFalse();
            environment.down();
            environment.assertNothingLeft();
        }
    }

    /** Also on an engine that mounts only whole volumes. */
    @Tag("long")
    @Test
    void tellsOfDirectoriesAlsoWhereTheEngineIsAskedForAllOfThem() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK.formatted("data"))) {
            environment.up();
            change(environment, "true");
            List<String> here = texts(find(environment, Optional.empty()));

            OwnPath path = new OwnPaths(InstalledDocker.CLI, environment.key.project())
                    .find()
                    .get(0);
            ContainerFiles files = path.mount().orElseThrow();
            Comparison comparison =
                    Comparison.ofOverlay(new EngineOriginal(files.in("lower")), files.in("upper"), files.in("merged"));

            assertThat(here).hasSize(11);
            assertThat(comparison.changes().stream()
                            .map(change -> "data %s %s"
                                    .formatted(change.kind().name().toLowerCase(Locale.ROOT), change.file())))
                    .containsExactlyElementsOf(here);
        }
    }

    private static void change(EnvironmentOnEngine environment, String more) {
        environment.docker(
                "exec",
                environment.key.project() + "-app-1",
                "sh",
                "-ec",
                "cd /data; echo 1 > Täßchen; echo 1 > changed; chmod 700 mode; rm gone; touch dir/a kept;"
                        + " rm -r again; mkdir again; echo 1 > again/c; printf 'of the host' > again/a; chown --reference=kept again again/a;"
                        + " mv old renamed; ln -s /etc/passwd link; " + more);
    }

    private static Changes find(EnvironmentOnEngine environment, Optional<Path> copy) {
        EnvironmentQueries queries = new EnvironmentQueries(InstalledDocker.CLI);
        return new EnvironmentChanges(
                        InstalledDocker.CLI,
                        environment.key.project(),
                        queries.containers(environment.key),
                        environment.directories().data())
                .find(copy);
    }

    private static List<String> texts(Changes changes) {
        return changes.changed().stream()
                .map(change ->
                        "%s %s %s".formatted(Path.of(change.path()).getFileName(), change.change(), change.file()))
                .toList();
    }
}
