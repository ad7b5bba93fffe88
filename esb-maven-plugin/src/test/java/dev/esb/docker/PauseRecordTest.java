package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ContainerCommand.Kill;
import dev.esb.docker.ContainerCommand.Pause;
import dev.esb.docker.ContainerCommand.Unpause;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PauseRecordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error response from daemon: Container 8d70 is already paused",
                "Error response from daemon: container 8d70 is not running",
                "Error response from daemon: \"8d70\" is not running, can't pause: container state improper",
                "Error response from daemon: No such container: db"
            })
    void needsNoPauseOfWhatDoesNotRun(String answer) {
        Pause pause = new Pause("db");

        assertThat(pause.succeeds(1, answer)).isTrue();
        assertThat(pause.parse("")).isFalse();
        assertThat(pause.parse("db\n")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error response from daemon: Container 8d70 is not paused",
                "Error response from daemon: \"8d70\" is not paused, can't unpause: container state improper",
                "Error response from daemon: No such container: db"
            })
    void endsAlsoWhereItsContainerRunsOrIsGone(String answer) {
        assertThat(new Unpause(List.of("db")).succeeds(1, answer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error response from daemon: cannot kill container: db: container 8d70 is not running",
                "Error response from daemon: can only kill running containers. 8d70 is in state exited",
                "Error response from daemon: No such container: db"
            })
    void killsNothingThatHasEnded(String answer) {
        Kill kill = new Kill(List.of("db"), "SIGKILL");

        assertThat(kill.succeeds(1, answer)).isTrue();
        assertThat(kill.succeeds(1, "Error response from daemon: invalid signal: FOO"))
                .isFalse();
    }
}
