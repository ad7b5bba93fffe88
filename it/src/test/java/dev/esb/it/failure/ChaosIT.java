package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Every fault at every moment, in another order and with other delays in every run; in the profile {@code soak} as many faults as are
 * asked for. {@code it/chaos/run COUNT SEED} repeats one.
 */
class ChaosIT {
    private static final int COUNT = Integer.getInteger("chaos.faults", 0);

    @Test
    void leavesNothingAndTouchesNothingElse() throws Exception {
        long seed = new Random().nextInt(1_000_000);

        boolean isGood = new Chaos(Path.of(""), COUNT, seed).run();

        assertThat(isGood)
                .as("see what was printed above; repeat it with it/chaos/run %d %d", COUNT, seed)
                .isTrue();
    }
}
