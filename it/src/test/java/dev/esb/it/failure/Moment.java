package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Files;

/** When something happens to a build. */
enum Moment {
    /** The goal {@code up} has begun, and there is no container. */
    UP_BEGINS,
    /** The environment has its slot, and there is no container. */
    SLOT_IS_CLAIMED,
    /** The first of three containers is there. */
    CONTAINERS_START,
    TESTS_RUN,
    /** The goal {@code down} has begun. */
    DOWN_BEGINS,
    /** Processes that ignore SIGTERM are waited for. */
    DOWN_STOPS;

    void await(Build build, Project project) throws IOException, InterruptedException {
        switch (this) {
            case UP_BEGINS -> build.awaitGoal("up");
            case SLOT_IS_CLAIMED -> {
                build.awaitGoal("up");
                build.await("the slot", project.remains::hasLease);
            }
            case CONTAINERS_START -> {
                build.awaitGoal("up");
                build.await("a container", () -> !project.remains.containers().isEmpty());
            }
            case TESTS_RUN ->
                build.await("the tests", () -> Files.exists(project.directory.resolve("target/tests-are-running")));
            case DOWN_BEGINS -> build.awaitGoal("down");
            case DOWN_STOPS -> {
                build.awaitGoal("down");
                Thread.sleep(1200);
            }
        }
    }

    /** What the tests have to do for the build to get there. */
    String tests() {
        return this == TESTS_RUN ? "wait" : "pass";
    }
}
