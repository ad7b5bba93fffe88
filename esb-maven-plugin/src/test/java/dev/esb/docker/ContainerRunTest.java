package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainerRunTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final ContainerCommand.InspectRun INSPECT = new ContainerCommand.InspectRun("esb-started");

    @RecordedCase("inspect/run")
    void ofTheFirstRunAllOfTheLogIsRead(Recorded recorded) {
        ContainerRun run = recorded.answerTo(INSPECT).orElseThrow();

        assertThat(run.ended()).isEmpty();
        assertThat(run.logBegin()).isEmpty();
    }

    @RecordedCase("inspect/run-again")
    void ofALaterRunItBeginsAfterTheEndOfTheOneBefore(Recorded recorded) {
        ContainerRun run = recorded.answerTo(INSPECT).orElseThrow();

        assertThat(run.logBegin().orElseThrow()).isBetween(run.ended().orElseThrow(), run.started());
    }

    @RecordedCase("inspect/run-gone")
    void isEmptyForAContainerThatIsNotThereAnyMore(Recorded recorded) {
        assertThat(recorded.answerTo(INSPECT)).isEmpty();
    }

    @RecordedCase("inspect/run-ended")
    void ofARunThatHasEndedItBeginsBeforeItsStart(Recorded recorded) {
        ContainerRun run = recorded.answerTo(INSPECT).orElseThrow();

        assertThat(run.isRunning()).isFalse();
        assertThat(run.logBegin()).contains(run.started().minusSeconds(2));
    }

    /** The engine takes the time of the start after that of the end, where the process ends at once. */
    @Test
    void ofARunThatHasEndedAtOnceItBeginsBeforeItsEnd() {
        assertThat(new ContainerRun(false, START, Optional.of(START.minusMillis(900)))
                        .logBegin()
                        .orElseThrow())
                .isBefore(START.minusSeconds(1));
    }
}
