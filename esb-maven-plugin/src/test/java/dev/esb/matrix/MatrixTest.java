package dev.esb.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.ServiceState;
import dev.esb.environment.EnvironmentName;
import dev.esb.parameter.MatrixCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script in place of Maven. */
@DisabledOnOs(OS.WINDOWS)
class MatrixTest {
    private final States states = new States();

    @TempDir
    private Path root;

    private static final class States implements Reporter {
        final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void services(Map<String, ServiceState> changed) {
            changed.forEach((name, state) ->
                    lines.add("%s %s %s".formatted(name, state.kind().text(), state.detail())));
        }

        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}

        @Override
        public void debug(String line) {}
    }

    private List<CellResult> run(String script, int parallel, String... names) throws IOException {
        Path mvn = root.resolve("bin/mvn");
        Files.createDirectories(mvn.getParent());
        Files.writeString(mvn, "#!/bin/sh\n" + script);
        assertThat(mvn.toFile().setExecutable(true)).isTrue();
        List<MatrixCell> cells = Arrays.stream(names)
                .map(name -> new MatrixCell(new EnvironmentName(name), List.of(), List.of(), Map.of()))
                .toList();
        InnerMaven maven = new InnerMaven(root, root, List.of(), "", List.of("verify"));
        return new Matrix(maven, root.resolve("target/esb"), parallel, states, Reporter.NONE).run(cells, List.of());
    }

    @Test
    void oneThatFailsDoesNotEndTheOthers() throws IOException {
        List<CellResult> results = run("echo \"[ERROR] $*\"; case $* in *env=a*) exit 3;; esac", 1, "a", "b");

        assertThat(results).extracting(CellResult::exitCode).containsExactly(3, 0);
        assertThat(results.get(0).errors()).singleElement().asString().contains("-Desb.env=a");
        assertThat(results.get(1).log()).content().contains("-Desb.env=b");
    }

    @Test
    void eachWaitsForItsTurn() throws IOException {
        run("echo '[INFO] --- jar:1:jar (default) @ shop ---'", 1, "a", "b");

        assertThat(states.lines)
                .containsExactly(
                        "a waiting its turn",
                        "b waiting its turn",
                        "a running ",
                        "a running shop jar:jar",
                        "a passed 0 tests",
                        "b running ",
                        "b running shop jar:jar",
                        "b passed 0 tests");
    }

    @Test
    void allThatMayRunDoSoAtOnce() throws IOException {
        // Each of the two waits for the other one.
        String script = """
                case $* in *env=a*) mine=a other=b;; *) mine=b other=a;; esac
                touch $mine
                i=0
                until [ -e $other ]; do i=$((i + 1)); [ $i -lt 600 ] || exit 1; sleep 0.05; done
                """;

        assertThat(run(script, 2, "a", "b")).allMatch(CellResult::hasPassed);
    }

    @Test
    void eachHasItsOwnBuildDirectoryAndAnOpenInputAndALightCompiler() throws IOException {
        List<CellResult> results =
                run("echo dir=$ESB_MATRIX_BUILD_DIRECTORY opts=$MAVEN_OPTS; [ -p /dev/fd/0 ]", 2, "a", "b");

        assertThat(results).allMatch(CellResult::hasPassed);
        assertThat(results.get(1).log()).content().contains("dir=target/esb/b/build opts=-XX:TieredStopAtLevel=1");
    }

    @Test
    void whatCannotBeStartedIsAnError() throws IOException {
        Files.createDirectories(root.resolve("target"));
        Files.createFile(root.resolve("target/esb"));

        assertThatThrownBy(() -> run("", 1, "a"))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("cannot be written");
    }
}
