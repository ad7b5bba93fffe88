package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotDemandTest {

    @Test
    void leavesSlotZeroToTheDefault() {
        assertThat(accepted(new SlotDemand(1, 1, 3, 3, Set.of()))).containsExactly(1, 2, 3);
    }

    @Test
    void needsRoomForTheWholeRun() {
        assertThat(accepted(new SlotDemand(3, 1, 5, 5, Set.of()))).containsExactly(1, 2, 3);
    }

    @Test
    void startsAtAMultipleOfTheAlignment() {
        assertThat(accepted(new SlotDemand(4, 4, 15, 15, Set.of()))).containsExactly(4, 8, 12);
    }

    @Test
    void doesNotBeginWithARefusedSlot() {
        assertThat(accepted(new SlotDemand(2, 1, 6, 6, Set.of(3)))).containsExactly(1, 2, 4, 5);
    }

    private static int[] accepted(SlotDemand demand) {
        return IntStream.rangeClosed(-1, 20).filter(demand::accepts).toArray();
    }
}
