package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.lease.BuildProcess.State;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BuildProcessTest {
    private final BuildProcess current = BuildProcess.current(17);

    @Test
    void isAliveWhileItRuns() {
        assertThat(current.state()).isEqualTo(State.ALIVE);
    }

    @Test
    void isDeadWhenItsNumberBelongsToAnother() {
        assertThat(with(current.pid(), current.start() - 1).state()).isEqualTo(State.DEAD);
    }

    @Test
    void isDeadWhenThereIsNoSuchProcess() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        assertThat(with(ended.pid(), 1).state()).isEqualTo(State.DEAD);
    }

    @Test
    void isDeadWhenTheMachineWasRestarted() {
        assertThat(new BuildProcess(current.machine(), "earlier", "ns", current.pid(), current.start(), 17).state())
                .isEqualTo(State.DEAD);
    }

    @Test
    void isUnknownOnAnotherMachineAndInAnotherContainer() {
        assertThat(new BuildProcess("other", current.boot(), current.namespace(), 1, 1, 17).state())
                .isEqualTo(State.UNKNOWN);
        assertThat(new BuildProcess(current.machine(), current.boot(), "pid:[1]", 1, 1, 17).state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void isWrittenAsOneLineAndReadBack() {
        assertThat(BuildProcess.parse(current.text())).contains(current);
        assertThat(BuildProcess.parse("")).isEmpty();
        assertThatThrownBy(() -> BuildProcess.parse("nonsense")).isInstanceOf(NumberFormatException.class);
    }

    private BuildProcess with(long pid, long start) {
        return new BuildProcess(current.machine(), current.boot(), current.namespace(), pid, start, current.build());
    }
}
