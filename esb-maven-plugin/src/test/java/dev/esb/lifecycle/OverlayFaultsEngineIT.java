package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.esb.EnvironmentOnEngine;
import dev.esb.EsbException;
import dev.esb.cleanup.Down.Outcome;
import dev.esb.docker.InstalledDocker;
import dev.esb.isolation.Finding;
import dev.esb.isolation.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories of the host that services write to, in stacks that do not come up, and with names that an engine finds hard. */
@Tag("engine")
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class OverlayFaultsEngineIT {
    /** In JSON, which has one way to quote every character. */
    private static final String STACK = """
            services:
              app:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: [{type: bind, source: "SOURCE", target: /data}]
            """;

    /** Ends after it has written; with a healthcheck, so that it is not ready before, on however busy a machine. */
    private static final String FAILING = """
              failing:
                image: debian:trixie-slim
                command: sh -c "echo written > /added/file; exit 1"
                volumes: ["./added:/added"]
                healthcheck: {test: ["CMD", "false"]}
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void requireFiles() {
        assumeTrue(InstalledDocker.sees(directory), "the engine does not see the files of the test");
    }

    @Test
    void leaveNothingWhenAServiceFailsThatHasWritten() throws IOException {
        make("data");
        Path added = make("added");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack("./data") + FAILING)) {
            assertThatThrownBy(environment::up)
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("It was taken down again");

            environment.assertNothingLeft();
        }
        assertThat(added.resolve("file")).hasContent("of the host");
    }

    @Test
    void leaveWhatWasThereWhenAnUpdateFailsThatAddsOne() throws IOException {
        make("data");
        Path added = make("added");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack("./data"))) {
            environment.up();
            write(environment);
            List<String> before = onEngine(environment);
            Files.writeString(directory.resolve("compose.yml"), stack("./data") + FAILING);

            assertThatThrownBy(environment::up)
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("The environment was there before, and stays");

            assertThat(onEngine(environment)).isEqualTo(before);
            assertThat(written(environment)).isEqualTo("of the hostof the environment\n");
            Files.writeString(directory.resolve("compose.yml"), stack("./data"));
            environment.up();
            assertThat(written(environment)).isEqualTo("of the hostof the environment\n");
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
        assertThat(added.resolve("file")).hasContent("of the host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a:b", "a, b", "a,RO,1", "r\\u00e4w$x", "back\\\\slash, and: all 'of \\\"it"})
    void areAsTheyAreWhateverTheirNames(String json) throws IOException {
        assumeTrue(!json.contains(",") || !InstalledDocker.isPodman(), "Podman mounts no path with a comma");
        Path data = make(text(json));
        try (EnvironmentOnEngine environment =
                new EnvironmentOnEngine(directory, stack("./" + json.replace("$", "$$")))) {
            assertThat(environment.up().findings()).allMatch(finding -> finding.severity() == Severity.CHANGED);

            write(environment);

            assertThat(written(environment)).isEqualTo("of the hostof the environment\n");
            assertThat(data.resolve("file")).hasContent("of the host");
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
    }

    @Test
    void areCopiedWhereAWordInTheirPathIsAnOptionOfMounts() throws IOException {
        isCopied("a,ro");
    }

    @Test
    void areCopiedWhereTheirPathIsTooLong() throws IOException {
        int most = 3900 - directory.toString().length();
        String name = "/" + "n".repeat(199);
        isCopied("long" + name.repeat(most / name.length()));
    }

    private void isCopied(String path) throws IOException {
        assumeTrue(InstalledDocker.hasVolumeOptions(), "the engine gets no copy in a volume");
        Path data = make(path);
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack("./" + path))) {
            List<Finding> findings = environment.up().findings();

            write(environment);
            environment.up();

            assertThat(findings).anyMatch(finding -> finding.message().contains("is copied to"));
            assertThat(findings).noneMatch(finding -> finding.severity() == Severity.SHARED);
            assertThat(written(environment)).isEqualTo("of the hostof the environment\n");
            assertThat(data.resolve("file")).hasContent("of the host");
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
    }

    private Path make(String name) throws IOException {
        Path data = Files.createDirectories(directory.resolve(name));
        Files.writeString(data.resolve("file"), "of the host");
        return data;
    }

    private static String stack(String source) {
        return STACK.replace("SOURCE", source);
    }

    private static String text(String json) throws IOException {
        return new ObjectMapper().readValue('"' + json + '"', String.class);
    }

    private static void write(EnvironmentOnEngine environment) {
        environment.docker(
                "exec",
                environment.key.project() + "-app-1",
                "sh",
                "-ec",
                "echo of the environment >> /data/file; mkdir /data/new");
    }

    private static String written(EnvironmentOnEngine environment) {
        return environment.docker("exec", environment.key.project() + "-app-1", "cat", "/data/file");
    }

    /** Everything of the environment but its lease, whose names change. */
    private static List<String> onEngine(EnvironmentOnEngine environment) {
        String label = "label=com.docker.compose.project=" + environment.key.project();
        return List.of(
                environment.docker("ps", "--all", "--no-trunc", "--quiet", "--filter", label),
                environment.docker("network", "ls", "--no-trunc", "--quiet", "--filter", label),
                environment.docker("volume", "ls", "--quiet", "--filter", label),
                environment.docker("images", "--no-trunc", "--quiet", "--filter", label));
    }
}
