package dev.esb.it.failure;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** When something happens to a build. */
enum Moment {
    /** The goal {@code up} has begun, and there is no container. */
    UP_BEGINS,
    /** The environment has its slot, and there is no container. */
    SLOT_IS_CLAIMED,
    /** The first of three containers is there. */
    CONTAINERS_START,
    /** The first environment of a stack is filled, and services with data are stopped, of which the snapshot is made. */
    SNAPSHOT_IS_MADE,
    TESTS_RUN,
    /** The goal {@code down} has begun. */
    DOWN_BEGINS,
    /** A process that hears SIGTERM and does not end is waited for. */
    DOWN_STOPS,
    /** The goal {@code reset} has read what there is to do, and has not stopped anything. */
    RESET_BEGINS;

    /**
     * Those that can be seen on the engine.
     *
     * @param names of those that are asked for, separated by commas; empty for all
     */
    static Set<Moment> seen(String names) throws IOException, InterruptedException {
        Set<Moment> seen = EnumSet.copyOf(seen());
        if (!names.isEmpty()) {
            seen.retainAll(Stream.of(names.split(",")).map(Moment::valueOf).toList());
        }
        return seen;
    }

    private static Set<Moment> seen() throws IOException, InterruptedException {
        return EngineEvents.tellOfSignals()
                ? EnumSet.allOf(Moment.class)
                : EnumSet.complementOf(EnumSet.of(DOWN_STOPS));
    }

    void await(Build build, Project project) throws IOException, InterruptedException {
        assumeTrue(seen().contains(this), "the engine tells of no signals");
        build.await(name(), () -> hasCome(build, project));
    }

    boolean hasCome(Build build, Project project) throws IOException {
        return switch (this) {
            case UP_BEGINS -> build.hasBegun("up");
            case SLOT_IS_CLAIMED -> hasHappened(EngineEvents.Kind.SLOT_CLAIMED, project);
            case CONTAINERS_START -> hasHappened(EngineEvents.Kind.CONTAINER_CREATED, project);
            case SNAPSHOT_IS_MADE -> build.log().contains("for the snapshot");
            case TESTS_RUN -> Files.exists(project.directory.resolve("target/tests-are-running"));
            case DOWN_BEGINS -> build.hasBegun("down");
            case DOWN_STOPS -> hasHappened(EngineEvents.Kind.CONTAINER_STOPS, project);
            case RESET_BEGINS -> build.log().contains("Resetting ");
        };
    }

    private static boolean hasHappened(EngineEvents.Kind kind, Project project) {
        return EngineEvents.instance().has(kind, project.remains.project());
    }

    /** What the tests have to do for the build to get there. */
    String tests() {
        return this == TESTS_RUN ? "wait" : "pass";
    }
}
