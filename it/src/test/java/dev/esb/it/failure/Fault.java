package dev.esb.it.failure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One thing that goes wrong with one build, or with one {@code esb:up} of a person.
 *
 * @param when when it happens; what ends a build by itself has its own time
 * @param delay how many milliseconds later
 * @param victim what it happens to
 * @param stack the Compose file
 * @param isAgain whether the same environment is brought up again at once, and is to end well
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
                default -> EnumSet.allOf(Moment.class);
            };
        }
    }

    enum Victim {
        BUILD,
        /** A person's {@code esb:up} of a new environment. */
        UP,
        /** A person's {@code esb:up} of one that is up already. */
        SECOND_UP;

        /** Some of those that there can be; two more Maven processes are needed for each second up. */
        private static Victim of(Pair pair, Random random) {
            boolean canBeUp = switch (pair.kind()) {
                case LATER_PLUGIN, FAILING_TEST, NO_DOWN -> false;
                default -> pair.when().compareTo(Moment.CONTAINERS_START) <= 0;
            };
            int which = random.nextInt(12);
            return !canBeUp || which > 5 ? BUILD : which > 0 ? UP : SECOND_UP;
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
        int delay = random.nextInt(4) == 0 ? 0 : random.nextInt(longestDelay(pair.when()));
        // The other one has no process that is waited for.
        boolean isTwo = pair.when() == Moment.DOWN_STOPS || random.nextInt(3) == 0;
        Victim victim = Victim.of(pair, random);
        String stack = victim != Victim.BUILD ? "person.yml" : isTwo ? "two.yml" : "one.yml";
        return new Fault(number, pair.kind(), pair.when(), delay, victim, stack, random.nextInt(8) == 0);
    }

    /** In milliseconds; the build is still there then. */
    private static int longestDelay(Moment when) {
        return when == Moment.DOWN_BEGINS ? 300 : 800;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case LATER_PLUGIN, FAILING_TEST, NO_DOWN -> kind.toString();
            default -> "%s %s + %d ms to %s".formatted(kind, when, delay, victim);
        };
    }
}
