package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.EnvironmentKey;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferredSlotTest {

    @Test
    void isTheSameInEveryBuildAndOnEveryMachine() {
        SlotDemand demand = new SlotDemand(1, 1, 797, 797, Set.of());

        assertThat(LeaseRegistry.preferredSlot(EnvironmentKey.of("e2e-1", ""), demand))
                .isEqualTo(479);
        assertThat(LeaseRegistry.preferredSlot(EnvironmentKey.of("e2e-1", "payments"), demand))
                .isEqualTo(13);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 797", "2, 1, 797", "64, 64, 797", "3, 4, 797", "1, 1, 1", "2, 2, 3"})
    void wouldDoForEveryName(int count, int alignment, int last) {
        SlotDemand demand = new SlotDemand(count, alignment, last, last, Set.of());

        assertThat(IntStream.range(0, 1000)
                        .map(i -> LeaseRegistry.preferredSlot(EnvironmentKey.of("e2e-" + i, ""), demand)))
                .allMatch(demand::accepts);
    }

    @Test
    void isSpreadOverTheSlots() {
        SlotDemand demand = new SlotDemand(1, 1, 797, 797, Set.of());

        assertThat(IntStream.range(0, 100)
                        .map(i -> LeaseRegistry.preferredSlot(EnvironmentKey.of("e2e-" + i, ""), demand))
                        .distinct()
                        .count())
                .isGreaterThan(80);
    }

    /** The block before the first slot, and the rest at the end of a range, came later than the names. */
    @Test
    void isNoneOfTheLastOnesAndTheseAreTriedLast() {
        SlotDemand before = new SlotDemand(1, 1, 5, 5, Set.of());
        SlotDemand demand = new SlotDemand(1, 1, 7, 5, Set.of());

        for (int i = 0; i < 100; i++) {
            EnvironmentKey key = EnvironmentKey.of("e2e-" + i, "");
            assertThat(LeaseRegistry.slots(key, demand).toArray())
                    .startsWith(LeaseRegistry.slots(key, before).toArray())
                    .endsWith(6, 7)
                    .hasSize(7);
        }
    }
}
