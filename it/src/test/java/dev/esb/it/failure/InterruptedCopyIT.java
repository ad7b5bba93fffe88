package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An {@code esb:up} that ends while a container outside its environment is paused, of whose volume it makes a copy. */
class InterruptedCopyIT extends FailureTest {
    private static final String STACK = """
            services:
              web:
                image: debian:trixie-slim
                command: sleep infinity
                init: true
                volumes: ["rows:/rows"]
            volumes:
              rows: {name: VOLUME, external: true}
            """;

    private static final String SIZE = "400000000";

    /** Of the container that writes, and of the volume. */
    private final String name = Project.newName("written");

    @BeforeEach
    void write() throws Exception {
        assumeTrue(!EngineEvents.areOfPodman(), "Podman's archives have no owners, so nothing is copied");
        Shell.lines("docker", "volume", "create", name);
        Shell.lines("docker run --detach --init --name %1$s --volume %1$s:/rows debian:trixie-slim sleep 600"
                .formatted(name)
                .split(" "));
        assumeTrue(canPause(), "an engine without cgroups cannot pause");
        // So that the copy takes some seconds: only the copy has blocks on the disk.
        Shell.lines("docker", "exec", name, "truncate", "--size=" + SIZE, "/rows/large");
    }

    @AfterEach
    void remove() throws IOException, InterruptedException {
        if (!Shell.lines("docker", "ps", "--all", "--quiet", "--filter", "name=^" + name + "$")
                .isEmpty()) {
            Shell.lines("docker", "rm", "--force", name);
            Shell.lines("docker", "volume", "rm", name);
        }
    }

    @Tag("long")
    @ParameterizedTest(name = "SIG{0}")
    @CsvSource({"KILL, 137", "INT, 130"})
    void letsTheContainerGoOn(String signal, int exitCode) throws Exception {
        Project project = projectOnItsOwnMachine("interrupted-copy");
        Files.writeString(project.directory.resolve("copy.yml"), STACK.replace("VOLUME", name));
        try (Build build =
                project.startGoal("up", "-Desb.files=copy.yml", "-Desb.isolate=rows", "-Desb.copyLimit=10GB")) {
            build.await("pause", this::isPaused);

            build.signal(signal, true);

            assertThat(build.end()).as(build.log()).isEqualTo(exitCode);
        }
        assertNothingLeft(project);
        assertThat(isPaused()).isFalse();
        assertThat(Shell.lines("docker", "exec", name, "stat", "-c", "%s", "/rows/large"))
                .isEqualTo(List.of(SIZE));
    }

    private boolean canPause() throws InterruptedException {
        try {
            Shell.lines("docker", "pause", name);
            Shell.lines("docker", "unpause", name);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isPaused() throws IOException, InterruptedException {
        return Shell.lines("docker", "inspect", "--format", "{{.State.Paused}}", name)
                .equals(List.of("true"));
    }
}
