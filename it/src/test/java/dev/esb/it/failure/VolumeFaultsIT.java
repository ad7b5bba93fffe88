package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Somebody removes all volumes of an engine that seem to be unused, or there is no room for what belongs into them. */
@EnabledIf(value = PrivateEngineTest.IS_POSSIBLE, disabledReason = PrivateEngineTest.REASON)
class VolumeFaultsIT extends PrivateEngineTest {
    /** A container of it does not end at SIGTERM. */
    private static final String QUICK = "-Desb.stopTimeout=1";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** In bytes: more than there is room for. */
    private static final int LARGE = 32 << 20;

    private static final String COPYING_STACK = """
            services:
              web:
                image: ${ESB_BASE_IMAGE:-debian:trixie-slim}
                command: sleep infinity
                volumes: ["./pages:/pages", "./large:/large"]
            """;

    @BeforeAll
    void leaveLittleRoom() throws IOException, InterruptedException {
        engine().limitVolumes("16m");
    }

    @Test
    void whatServicesHaveWrittenIsThereAfterUnusedVolumesAreRemoved() throws Exception {
        Project project = project("pruned");
        project.goal("up");

        Shell.lines("docker", "volume", "prune", "--all", "--force");

        project.inWeb("echo later >>/pages/new; rm /pages/deep/rows");
        assertThat(project.inWeb("cat /pages/new /pages/index.html; ls /pages/deep"))
                .containsExactly("of the environment", "later", "hello", "of the environment");
        project.goal("up");
        assertThat(project.inWeb("cat /pages/new; ls /pages/deep")).containsExactly("of the environment", "later");
        project.goal("down", QUICK);
        assertThat(project.remains.find()).isEmpty();
    }

    @Test
    void aServiceThatWritesTooMuchIsToldSo() throws Exception {
        Project project = project("full");
        project.goal("up");

        assertThatThrownBy(() -> project.inWeb("head -c %d /dev/zero >>/pages/index.html".formatted(LARGE)))
                .hasMessageContaining("No space left on device");

        project.assertAuthorsFilesUnchanged();
        project.goal("down", QUICK);
        assertThat(project.remains.find()).isEmpty();
    }

    @Test
    void anUpThatCopiesTooMuchSaysWhatToDoAndLeavesNothing() throws Exception {
        Project project = project("copies");
        Files.writeString(project.directory.resolve("compose.yml"), COPYING_STACK);
        Path large = project.directory.resolve("large");
        Files.write(large, new byte[LARGE]);

        String said = project.failedGoal("up");

        assertThat(said)
                .contains("There is no room on the engine's disk for a copy of '%s' (33.6 MB)".formatted(large))
                .contains("-Desb.share=" + large)
                .doesNotContain("\tat ");
        assertThat(project.remains.onEngine()).isEmpty();
        assertThat(project.remains.onDisk()).isEmpty();
        // Until its watchdog has ended.
        assertThat(project.remains.await(PATIENCE)).isEmpty();
    }
}
