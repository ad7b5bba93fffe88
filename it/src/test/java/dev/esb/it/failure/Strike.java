package dev.esb.it.failure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One build, or one {@code esb:up} or {@code esb:reset} of a person, and the fault that is to end it. */
final class Strike {
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;
    private static final int KILLED = 137;

    private final Fault fault;
    private final Project project;

    Strike(Fault fault, Project project) {
        this.fault = fault;
        this.project = project;
    }

    /** Starts what the fault is to end. A person's {@code esb:up} would not end by itself, but for one that makes a snapshot. */
    Build start() throws IOException {
        return switch (fault.victim()) {
            case BUILD -> project.start(arguments());
            case UP, SECOND_UP ->
                fault.when() == Moment.SNAPSHOT_IS_MADE
                        ? project.startGoal("up", FilledStack.of(project).options("refresh"))
                        : project.startGoal("up", Database.FILE, Database.STUCK, "-Desb.stopTimeout=1");
            case RESET -> project.startGoal("reset");
        };
    }

    /** Starts a build of the same environment that is to end well. */
    Build startAgain() throws IOException {
        return project.start(arguments("verify"));
    }

    /** What the build has to do for the fault to come. */
    private String[] arguments() throws IOException {
        return switch (fault.kind()) {
            case LATER_PLUGIN -> arguments("verify", "-Dobstacle");
            case FAILING_TEST -> arguments("verify", "-Dtests=fail");
            // Not the phase "integration-test", after which Maven 4 runs "post-integration-test" as well.
            case NO_DOWN -> arguments("verify", "-Ddown.phase=none");
            default -> fault.when() == Moment.TESTS_RUN ? arguments("verify", "-Dtests=wait") : arguments("verify");
        };
    }

    /** Without tests where they are not part of the fault: they take a part of a build's time. */
    private String[] arguments(String... own) throws IOException {
        List<String> arguments = new ArrayList<>(Arrays.asList(own));
        arguments.add("-Desb.stopTimeout=1");
        if (fault.stack().equals(FilledStack.FILE)) {
            arguments.addAll(Arrays.asList(FilledStack.of(project).options("refresh")));
        } else {
            arguments.addAll(List.of("-Desb.files=" + fault.stack(), "-Desb.isolate=copied"));
        }
        if (own.length == 1) {
            arguments.add("-Dmaven.test.skip.exec=true");
        }
        return arguments.toArray(String[]::new);
    }

    /** Lets it happen, and waits for the end of the build; whether it was the fault that has ended it. */
    boolean hits(Build build) throws IOException, InterruptedException {
        return switch (fault.kind()) {
            case INT -> isHitBy(build, () -> build.signalIfAlive("INT", false), INTERRUPTED);
            case INT_GROUP -> isHitBy(build, () -> build.signalIfAlive("INT", true), INTERRUPTED);
            case TERM -> isHitBy(build, () -> build.signalIfAlive("TERM", false), TERMINATED);
            case TERM_GROUP -> isHitBy(build, () -> build.signalIfAlive("TERM", true), TERMINATED);
            case TERM_THEN_KILL -> isHitBy(build, () -> terminateThenKill(build), KILLED);
            case KILL -> isHitBy(build, () -> build.signalIfAlive("KILL", false), KILLED);
            case KILL_GROUP -> isHitBy(build, () -> build.signalIfAlive("KILL", true), KILLED);
            case KILL_WITH_WATCHDOG -> isHitWithWatchdog(build);
            case CONTAINERS_REMOVED -> isHitByRemoval(build);
            case LATER_PLUGIN -> ends(build, 1, "is up after", "an obstacle", "BUILD FAILURE");
            case FAILING_TEST -> ends(build, 1, "is up after", "as it was told to", "BUILD FAILURE");
            case NO_DOWN -> ends(build, 0, "is up after", "is still up at the end of the build");
        };
    }

    private interface Action {
        void run() throws IOException, InterruptedException;
    }

    private boolean isHitBy(Build build, Action action, int exitCode) throws IOException, InterruptedException {
        if (!reachesMoment(build)) {
            return false;
        }
        action.run();
        return build.end() == exitCode && !build.log().contains("BUILD SUCCESS");
    }

    private boolean reachesMoment(Build build) throws IOException, InterruptedException {
        boolean isReached = build.reaches(() -> fault.when().hasCome(build, project));
        Thread.sleep(fault.delay());
        return isReached;
    }

    private void terminateThenKill(Build build) throws InterruptedException {
        build.signalIfAlive("TERM", false);
        // Where there is nothing to take down yet, or at all, Maven is not long in ending.
        boolean isShort = fault.when() == Moment.UP_BEGINS || fault.when() == Moment.RESET_BEGINS;
        Thread.sleep(isShort ? 0 : fault.delay() / 4);
        build.signalIfAlive("KILL", true);
    }

    private boolean isHitWithWatchdog(Build build) throws IOException, InterruptedException {
        if (!reachesMoment(build) || !build.reaches(() -> build.watchdog().isPresent())) {
            return false;
        }
        Optional<ProcessHandle> watchdog = build.watchdog();
        boolean isWatchdogKilled = watchdog.map(ProcessHandle::destroyForcibly).orElse(false);
        build.signalIfAlive("KILL", true);
        return build.end() == KILLED && isWatchdogKilled;
    }

    private boolean isHitByRemoval(Build build) throws IOException, InterruptedException {
        if (!reachesMoment(build)) {
            return false;
        }
        List<String> containers =
                EngineEvents.instance().ids(EngineEvents.Kind.CONTAINER_CREATED, project.remains.project());
        boolean isRemoved = !containers.isEmpty() && remove(containers);
        build.signalIfAlive("TERM", false);
        // Either it has ended by itself, because it misses them, or by the signal.
        return build.end() != 0 && isRemoved && !build.log().contains("BUILD SUCCESS");
    }

    /** Whether all of them were there, and no other process was faster. */
    private static boolean remove(List<String> containers) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker", "container", "rm", "--force"));
        command.addAll(containers);
        try {
            // Its lines are the containers that it has removed.
            Set<String> removed = new HashSet<>(Shell.lines(command.toArray(String[]::new)));
            return removed.containsAll(containers);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean ends(Build build, int exitCode, String... messages)
            throws IOException, InterruptedException {
        boolean isExpected = build.end() == exitCode;
        String log = build.log();
        return isExpected && Arrays.stream(messages).allMatch(log::contains);
    }
}
