package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Every fault at every moment, in the same order and with the same delays in every run; in the profile {@code soak} as many faults as
 * are asked for. {@code -Dchaos.seed} chooses others, and {@code it/chaos/run COUNT SEED} repeats them.
 */
class ChaosIT {
    private static final int COUNT = Integer.getInteger("chaos.faults", 0);
    private static final long SEED = Long.getLong("chaos.seed", Chaos.SEED);

    @Test
    void leavesNothingAndTouchesNothingElse() throws Exception {
        boolean isGood = new Chaos(Path.of(""), COUNT, SEED).run();

        assertThat(isGood)
                .as("see what was printed above; repeat it with it/chaos/run %s %s", COUNT, SEED)
                .isTrue();
    }
}
