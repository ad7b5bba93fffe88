package dev.esb.it.failure;

import java.util.Random;

/**
 * One thing that goes wrong with one build.
 *
 * @param stack the Compose file
 * @param when about when it happens; what ends a build by itself has its own time
 * @param delay how many milliseconds later
 * @param isAgain whether the same environment is brought up again at once, and is to end well
 */
record Fault(int number, Kind kind, String stack, Moment when, int delay, boolean isAgain) {

    enum Kind {
        INT(3),
        INT_GROUP(3),
        TERM(3),
        TERM_GROUP(3),
        /** What many build servers do. */
        TERM_THEN_KILL(3),
        KILL(4),
        KILL_GROUP(4),
        /** Nobody is left but those who come later. */
        KILL_WITH_WATCHDOG(2),
        /** Somebody else removes the containers. */
        CONTAINERS_REMOVED(1),
        LATER_PLUGIN(2),
        FAILING_TEST(2),
        NO_DOWN(1);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        boolean isOfTheBuildItself() {
            return this == LATER_PLUGIN || this == FAILING_TEST || this == NO_DOWN;
        }

        private static Kind any(Random random) {
            int total = 0;
            for (Kind kind : values()) {
                total += kind.weight;
            }
            int point = random.nextInt(total);
            for (Kind kind : values()) {
                point -= kind.weight;
                if (point < 0) {
                    return kind;
                }
            }
            throw new AssertionError();
        }
    }

    /** For a build that was over before it happened. */
    Fault earlier(int attempt) {
        Moment moment = when == Moment.DOWN_STOPS ? Moment.DOWN_BEGINS : when;
        return new Fault(number, kind, stack, moment, delay >> (2 * attempt), isAgain);
    }

    static Fault any(int number, Random random) {
        return new Fault(
                number,
                Kind.any(random),
                random.nextInt(3) == 0 ? "two.yml" : "one.yml",
                Moment.values()[random.nextInt(Moment.values().length)],
                random.nextInt(800),
                random.nextInt(8) == 0);
    }
}
