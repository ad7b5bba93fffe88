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

    @Test
    void ofARunThatHasEndedItBeginsBeforeItsStart() {
        assertThat(new ContainerRun(START, Optional.of(START.plusSeconds(9))).logBegin())
                .contains(START.minusMillis(500));
    }
}
