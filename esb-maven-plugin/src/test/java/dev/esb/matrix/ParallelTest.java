package dev.esb.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelTest {
    @ParameterizedTest
    @CsvSource({"1, 64, 2", "2, 64, 4", "8, 5, 5", "2, 0, 1"})
    void isTwoForEachProcessorAndOneForEachGibOfMemory(int processors, long gib, int parallel) {
        assertThat(Parallel.of(processors, gib << 30)).isEqualTo(parallel);
    }

    @Test
    void isWhatTheUserSays() {
        assertThat(Parallel.read("7")).isEqualTo(7);
        assertThat(Parallel.read(null)).isPositive();
    }
}
