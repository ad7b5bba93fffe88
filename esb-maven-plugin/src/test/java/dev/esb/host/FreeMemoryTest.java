package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FreeMemoryTest {
    @Test
    void isWhatLinuxSaysThatNewProcessesCanUse() {
        List<String> meminfo =
                List.of("MemTotal:       24683620 kB", "MemFree: 1000 kB", "MemAvailable:     2097152 kB");

        assertThat(FreeMemory.available(meminfo, 7)).isEqualTo(2L << 30);
        assertThat(FreeMemory.available(List.of("MemFree: 1000 kB"), 7)).isEqualTo(7);
    }

    @Test
    void thereIsSome() {
        assertThat(FreeMemory.bytes()).isPositive();
    }
}
