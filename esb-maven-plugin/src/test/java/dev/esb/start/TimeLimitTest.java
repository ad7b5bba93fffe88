package dev.esb.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitTest {
    private final FakeTime time = new FakeTime();
    private final TimeLimit limit = limit(60);

    @Test
    void isOverWhenTheTimeHasPassed() {
        pass(59);
        assertThat(limit.isOver()).isFalse();

        pass(1);
        assertThat(limit.isOver()).isTrue();
    }

    @Test
    void isNotMovedByTheHostsClock() {
        time.set(Duration.ofHours(1));

        assertThat(limit.isOver()).isFalse();
    }

    @Test
    void countsOnlyTheTimeInWhichItDoesNotStandStill() {
        pass(30);
        limit.standStill();
        pass(59);
        limit.standStill();
        pass(59);
        limit.goOn();
        pass(29);
        assertThat(limit.isOver()).isFalse();

        limit.goOn();
        pass(1);
        assertThat(limit.isOver()).isTrue();
    }

    @Test
    void isOverWhereItStandsStillWithoutASign() {
        limit.standStill();
        pass(60);
        assertThat(limit.isOver()).isTrue();

        limit.standStill();
        assertThat(limit.isOver()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void isOverAtOnceWhereThereIsNoTime(int seconds) {
        assertThat(limit(seconds).isOver()).isTrue();
    }

    private TimeLimit limit(int seconds) {
        return new TimeLimit(Duration.ofSeconds(seconds), time);
    }

    private void pass(int seconds) {
        time.sleep(Duration.ofSeconds(seconds));
    }
}
