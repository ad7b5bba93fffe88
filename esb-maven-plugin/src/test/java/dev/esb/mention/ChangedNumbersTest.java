package dev.esb.mention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangedNumbersTest {

    @Test
    void areFoundByTheirPlace() {
        assertThat(ChangedNumbers.between("redis:6379,http://localhost:6379/1", "redis:20000,http://localhost:20000/1"))
                .contains(Map.of(6, "20000", 28, "20000"));
        assertThat(ChangedNumbers.between("10-12", "20-22")).contains(Map.of(0, "20", 3, "22"));
        assertThat(ChangedNumbers.between("same 1", "same 1")).contains(Map.of());
    }

    @Test
    void areNotAllThatDiffers() {
        assertThat(ChangedNumbers.between("", "20000")).isEqualTo(Optional.empty());
        assertThat(ChangedNumbers.between("at 80", "at 80 81")).isEmpty();
        assertThat(ChangedNumbers.between("80 a", "81 b")).isEmpty();
        assertThat(ChangedNumbers.between("a80", "b80")).isEmpty();
    }
}
