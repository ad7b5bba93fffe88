package dev.esb.it.failure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One thing that goes wrong with one build, or with one {@code esb:up} or {@code esb:reset} of a person.
 *
 * @param when when it happens; what ends a build by itself has its own time
 * @param delay how many milliseconds later
 * @param victim what it happens to
 * @param stack the Compose file
 * @param isAgain whether the same environment is brought up again at once, and is to end well; after a reset, by the person
 */
record Fault(int number, Kind kind, Moment when, int delay, Victim victim, String stack, boolean isAgain) {

    enum Kind {
        INT,
        INT_GROUP,
        TERM,
        TERM_GROUP,
        /** What many build servers do. */
        TERM_THEN_KILL,
        KILL,
        KILL_GROUP,
        /** Only other builds, and {@code prune}, are left to clean up. */
        KILL_WITH_WATCHDOG,
        /** Another process removes the containers. */
        CONTAINERS_REMOVED,
        LATER_PLUGIN,
        FAILING_TEST,
        NO_DOWN;

        private Set<Moment> moments() {
            return switch (this) {
                // Before that there is none.
                case CONTAINERS_REMOVED -> EnumSet.range(Moment.CONTAINERS_START, Moment.DOWN_STOPS);
                case LATER_PLUGIN, FAILING_TEST, NO_DOWN -> EnumSet.of(Moment.TESTS_RUN);
                // A reset has none: the environment stays up.
                case KILL_WITH_WATCHDOG -> EnumSet.complementOf(EnumSet.of(Moment.RESET_BEGINS));
                default -> EnumSet.allOf(Moment.class);
            };
        }
    }

    enum Victim {
        BUILD,
        /** A person's {@code esb:up} of a new environment. */
        UP,
        /** A person's {@code esb:up} of one that is up already. */
        SECOND_UP,
        /** A person's {@code esb:reset} of an environment that has begun with a snapshot. */
        RESET;

        /** Some of those that there can be; two more Maven processes are needed for each second up. */
        private static Victim of(Pair pair, Random random) {
            int which = random.nextInt(12);
            return switch (pair.when()) {
                case UP_BEGINS, SLOT_IS_CLAIMED, CONTAINERS_START -> which > 5 ? BUILD : which > 0 ? UP : SECOND_UP;
                // One that is up already makes none.
                case SNAPSHOT_IS_MADE -> which > 5 ? BUILD : UP;
                case TESTS_RUN, DOWN_BEGINS, DOWN_STOPS -> BUILD;
                case RESET_BEGINS -> RESET;
            };
        }
    }

    private record Pair(Kind kind, Moment when) {}

    /** Every pair of a fault and one of the moments once, in any order. */
    static List<Fault> all(Set<Moment> moments, Random random) {
        return some(pairs(moments).size(), moments, random);
    }

    /** That many at some of the moments, none of them much more often than another. */
    static List<Fault> some(int count, Set<Moment> moments, Random random) {
        List<Fault> faults = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        while (faults.size() < count) {
            if (pairs.isEmpty()) {
                pairs.addAll(pairs(moments));
                Collections.shuffle(pairs, random);
            }
            faults.add(of(faults.size(), pairs.remove(pairs.size() - 1), random));
        }
        return faults;
    }

    private static List<Pair> pairs(Set<Moment> moments) {
        return Arrays.stream(Kind.values())
                .flatMap(kind ->
                        kind.moments().stream().filter(moments::contains).map(when -> new Pair(kind, when)))
                .toList();
    }

    /** For a build that was over before it happened. */
    Fault earlier() {
        return new Fault(number, kind, when, delay / 4, victim, stack, isAgain);
    }

    private static Fault of(int number, Pair pair, Random random) {
        // Three in four of them later than the moment.
        int delay = random.nextInt(4) == 0 ? 0 : random.nextInt(longestDelay(pair));
        // The other one has no process that is waited for.
        boolean isTwo = pair.when() == Moment.DOWN_STOPS || random.nextInt(3) == 0;
        Victim victim = Victim.of(pair, random);
        String stack = switch (pair.when()) {
            case SNAPSHOT_IS_MADE, RESET_BEGINS -> FilledStack.FILE;
            default -> victim != Victim.BUILD ? "person.yml" : isTwo ? "two.yml" : "one.yml";
        };
        boolean isAgain = random.nextInt(victim == Victim.RESET ? 2 : 8) == 0;
        return new Fault(number, pair.kind(), pair.when(), delay, victim, stack, isAgain);
    }

    /** In milliseconds; the build is still there then. */
    private static int longestDelay(Pair pair) {
        return switch (pair.when()) {
            case DOWN_BEGINS -> 300;
            // Then the build removes containers itself.
            case SNAPSHOT_IS_MADE -> pair.kind() == Kind.CONTAINERS_REMOVED ? 200 : 1200;
            case RESET_BEGINS -> 1200;
            default -> 800;
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case LATER_PLUGIN, FAILING_TEST, NO_DOWN -> kind.toString();
            default -> "%s %s + %d ms to %s".formatted(kind, when, delay, victim);
        };
    }
}
