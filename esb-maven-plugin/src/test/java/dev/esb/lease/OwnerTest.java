package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Optional<Instant> OVER = Optional.of(NOW.minusSeconds(1));
    private static final Optional<Instant> LATER = Optional.of(NOW.plusSeconds(1));

    private final BuildProcess alive = BuildProcess.current(1);
    private final BuildProcess dead = new BuildProcess(
            alive.machine(), alive.boot(), alive.namespace(), alive.pid(), alive.start() - 1, alive.build());
    private final BuildProcess elsewhere = new BuildProcess("elsewhere", "", "", 1, 1, 1);

    @Test
    void aPersonIsThereUntilTheTimeIsOver() {
        assertThat(owner(Optional.empty(), Optional.empty()).hasEnded(NOW)).isFalse();
        assertThat(owner(Optional.empty(), LATER).hasEnded(NOW)).isFalse();
        assertThat(owner(Optional.empty(), OVER).hasEnded(NOW)).isTrue();
    }

    @Test
    void aBuildThatRunsIsThereWhateverTheTime() {
        assertThat(owner(Optional.of(alive), Optional.empty()).hasEnded(NOW)).isFalse();
        assertThat(owner(Optional.of(alive), OVER).hasEnded(NOW)).isFalse();
    }

    @Test
    void aBuildThatHasEndedIsGone() {
        assertThat(owner(Optional.of(dead), LATER).hasEnded(NOW)).isTrue();
    }

    @Test
    void aBuildThatCannotBeSeenIsThereUntilTheTimeIsOver() {
        assertThat(owner(Optional.of(elsewhere), Optional.empty()).hasEnded(NOW))
                .isFalse();
        assertThat(owner(Optional.of(elsewhere), OVER).hasEnded(NOW)).isTrue();
    }

    private static Owner owner(Optional<BuildProcess> process, Optional<Instant> expires) {
        return new Owner("me@test", process, false, expires);
    }
}
