package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Faults at random, other ones in every run. {@code it/chaos/run COUNT SEED} repeats one. */
class ChaosIT {
    private static final int COUNT = Integer.getInteger("chaos.faults");

    @Test
    void leavesNothingAndTouchesNothingElse() throws Exception {
        long seed = new Random().nextInt(1_000_000);

        boolean isGood = new Chaos(Path.of(""), COUNT, seed).run();

        assertThat(isGood)
                .as("see what was printed above; repeat it with it/chaos/run %d %d", COUNT, seed)
                .isTrue();
    }
}
