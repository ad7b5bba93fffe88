package dev.esb;

import java.util.Random;

/**
 * Decides what tests draw: the same in every run, so that what fails fails again, and what passes has been seen. {@code -Dtest.seed=N}
 * chooses something else to be tested.
 */
public final class Seed {
    public static final long VALUE = Long.parseLong(System.getProperty("test.seed", "1"));

    static {
        System.out.printf("seed: what tests draw is that of -Dtest.seed=%s%n", VALUE);
    }

    private Seed() {}

    /** Numbers for one user of them, as the order in which several draw from the same ones would be that of their threads. */
    public static Random random(String user) {
        return new Random(VALUE + user.hashCode());
    }
}
