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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Directories of the host that services write to, in stacks that do not come up, and with names that an engine finds hard. */
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

    @Tag("long")
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

    @Tag("long")
    @Test
    void areAsTheyAreWhateverTheirNames() throws IOException {
        List<String> names = new ArrayList<>(List.of("\"two words\"", "\"a:b\"", "\"r\\u00e4w$x\""));
        if (!InstalledDocker.isPodman()) {
            // It mounts no path with a comma.
            names.addAll(List.of("\"a, b\"", "\"a,RO,1\"", "\"back\\\\slash, and: all 'of \\\"it\""));
        }

        assertThat(findings(names)).allMatch(finding -> finding.severity() == Severity.CHANGED);
    }

    @Test
    void areCopiedWhereAMountCannotHaveTheirPath() throws IOException {
        assumeTrue(InstalledDocker.hasVolumeOptions(), "the engine gets no copy in a volume");
        int most = 3900 - directory.toString().length();
        String name = "/" + "n".repeat(199);
        String word = "\"a,ro\"";
        String path = "\"long" + name.repeat(most / name.length()) + "\"";

        List<Finding> findings = findings(List.of(word, path));

        assertThat(findings).noneMatch(finding -> finding.severity() == Severity.SHARED);
        assertThat(findings)
                .filteredOn(finding -> finding.message().contains("is copied to"))
                .hasSize(2);
    }

    /**
     * Brings a stack up twice that writes into directories with these names, and sees that all is there that it wrote, and nothing on the host.
     *
     * @param names in JSON
     */
    private List<Finding> findings(List<String> names) throws IOException {
        List<String> mounts = new ArrayList<>();
        List<Path> directories = new ArrayList<>();
        for (String json : names) {
            directories.add(make(new ObjectMapper().readValue(json, String.class)));
            mounts.add("{type: bind, source: \"./%s, target: /data/%s}"
                    .formatted(json.substring(1).replace("$", "$$"), mounts.size()));
        }
        String stack = STACK.replace("{type: bind, source: \"SOURCE\", target: /data}", String.join(", ", mounts));
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            List<Finding> findings = environment.up().findings();
            String app = environment.key.project() + "-app-1";

            environment.docker(
                    "exec",
                    app,
                    "sh",
                    "-ec",
                    "for d in /data/*; do echo of the environment >> $d/file; mkdir $d/new; done");
            environment.up();

            assertThat(environment.docker("exec", app, "sh", "-c", "cat /data/*/file"))
                    .isEqualTo("of the hostof the environment\n".repeat(names.size()));
            assertThat(directories).allSatisfy(data -> {
                assertThat(data.resolve("file")).hasContent("of the host");
                assertThat(data.resolve("new")).doesNotExist();
            });
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
            return findings;
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
