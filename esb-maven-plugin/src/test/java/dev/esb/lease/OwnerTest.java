package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Optional<Instant> OVER = Optional.of(NOW.minusSeconds(1));
    private static final Optional<Instant> LATER = Optional.of(NOW.plusSeconds(1));

    @Test
    void aPersonIsThereUntilTheTimeIsOver() {
        assertThat(owner(Optional.empty(), Optional.empty()).hasEnded(NOW, Owners.STATES))
                .isFalse();
        assertThat(owner(Optional.empty(), LATER).hasEnded(NOW, Owners.STATES)).isFalse();
        assertThat(owner(Optional.empty(), OVER).hasEnded(NOW, Owners.STATES)).isTrue();
    }

    @Test
    void aBuildThatRunsIsThereWhateverTheTime() {
        assertThat(owner(Optional.of(Owners.ALIVE), Optional.empty()).hasEnded(NOW, Owners.STATES))
                .isFalse();
        assertThat(owner(Optional.of(Owners.ALIVE), OVER).hasEnded(NOW, Owners.STATES))
                .isFalse();
    }

    @Test
    void aBuildThatHasEndedIsGone() {
        assertThat(owner(Optional.of(Owners.DEAD), LATER).hasEnded(NOW, Owners.STATES))
                .isTrue();
    }

    @Test
    void aBuildThatCannotBeSeenIsThereUntilTheTimeIsOver() {
        assertThat(owner(Optional.of(Owners.ELSEWHERE), Optional.empty()).hasEnded(NOW, Owners.STATES))
                .isFalse();
        assertThat(owner(Optional.of(Owners.ELSEWHERE), OVER).hasEnded(NOW, Owners.STATES))
                .isTrue();
    }

    private static Owner owner(Optional<BuildProcess> process, Optional<Instant> expires) {
        return new Owner("me@test", process, false, expires);
    }
}
