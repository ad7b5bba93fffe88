package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.cleanup.Down;
import dev.esb.cleanup.Watchdog;
import dev.esb.environment.EnvironmentKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;

/**
 * Takes down the environments that a build has brought up and has not taken down itself. The end of the Maven session does it if a later
 * plugin failed or {@code down} is not bound, the shutdown hook if the build is interrupted, and the watchdog if the build is killed.
 */
final class BuildEndCleanup {
    /** That of all builds of this JVM: a Maven daemon runs many, also at the same time. */
    static final BuildEndCleanup OF_THIS_JVM =
            new BuildEndCleanup(BuildEndReporter.INSTANCE, Watchdog::start, Runtime.getRuntime()::addShutdownHook);

    private final BuildEndReporter reporter;
    private final WatchdogStart watchdogStart;
    private final Consumer<Thread> shutdownHooks;
    private final Map<String, WatchedEnvironment> watched = new ConcurrentHashMap<>();
    private boolean hooked;
    private Watchdog watchdog;
    private volatile boolean ending;

    /** Starts the process that takes down what a killed build leaves. */
    @FunctionalInterface
    interface WatchdogStart {
        Watchdog start() throws IOException;
    }

    /** @param shutdownHooks receives the thread that is to run when the JVM ends */
    BuildEndCleanup(BuildEndReporter reporter, WatchdogStart watchdogStart, Consumer<Thread> shutdownHooks) {
        this.reporter = reporter;
        this.watchdogStart = watchdogStart;
        this.shutdownHooks = shutdownHooks;
    }

    /**
     * Begins to watch an environment. Called before anything of the environment is created, so that nothing of it is left if the build
     * is killed.
     *
     * @return false when another module of a build in this JVM already has the environment
     * @throws EsbException when the JVM is ending
     */
    synchronized boolean watch(WatchedEnvironment environment) {
        if (ending) {
            throw new EsbException("The build is ending.");
        }
        if (watched.putIfAbsent(environment.key().project(), environment) != null) {
            return false;
        }
        MavenSession session = environment.session();
        SessionEnd.listen(session, () -> sessionEnded(session));
        if (!hooked) {
            shutdownHooks.accept(new Thread(this::interrupted, "esb-shutdown"));
            hooked = true;
        }
        try {
            tellWatchdog(environment);
        } catch (IOException e) {
            reporter.warn("The watchdog cannot be started, so '%s' stays if this build is killed: %s"
                    .formatted(environment.key(), e));
        }
        return true;
    }

    /** Starts the watchdog if there is none. One whose process was ended from outside is replaced. */
    private void tellWatchdog(WatchedEnvironment environment) throws IOException {
        if (watchdog != null) {
            try {
                environment.tell(watchdog);
                return;
            } catch (IOException e) {
                reporter.debug("The watchdog is gone, and another one is started: " + e);
                watchdog = null;
            }
        }
        watchdog = watchdogStart.start();
        for (WatchedEnvironment each : watched.values()) {
            each.tell(watchdog);
        }
    }

    /** Called when the environment is up: begins to write its logs to files as they come. */
    void followLogs(EnvironmentKey key) {
        WatchedEnvironment environment = watched.get(key.project());
        if (environment != null) {
            environment.followLogs();
        }
    }

    /**
     * Takes an environment down for the goal {@code down}. If the build has it, the end of the session and the shutdown hook wait for this
     * call, and take it down themselves if this call fails.
     */
    Down.Outcome takeDown(EnvironmentKey key, Supplier<Down.Outcome> down) {
        WatchedEnvironment environment = watched.get(key.project());
        if (environment == null) {
            return down.get();
        }
        synchronized (environment) {
            // Once the JVM is ending, the shutdown hook takes it down: the JVM would not wait for this thread.
            if (!ending) {
                environment.endLogs();
                Down.Outcome outcome = down.get();
                forget(key);
                return outcome;
            }
        }
        stopIfEnding();
        return Down.Outcome.NOTHING;
    }

    /** Called when the environment is down or was not brought up: ends its logs, and the watchdog forgets it. */
    synchronized void forget(EnvironmentKey key) {
        WatchedEnvironment environment = watched.remove(key.project());
        if (environment == null) {
            return;
        }
        environment.endLogs();
        try {
            if (watchdog != null) {
                watchdog.forget(key, environment.directories(), environment.build());
            }
        } catch (IOException e) {
            // The watchdog's process was ended from outside. The environment that it is to forget is down all the same.
            reporter.debug("The watchdog is gone: " + e);
        }
    }

    private void sessionEnded(MavenSession session) {
        stopIfEnding();
        for (WatchedEnvironment environment : List.copyOf(watched.values())) {
            if (environment.isOf(session)) {
                reporter.report("Environment '%s' is still up at the end of the build".formatted(environment.key()));
                takeDown(environment);
            }
        }
    }

    /**
     * Does not return when the JVM is ending. If it did, Maven would go on to its own end and close the class loader of this plugin while
     * the shutdown hook still takes environments down. The JVM ends after the shutdown hook, even if this thread is still parked.
     */
    void stopIfEnding() {
        while (ending) {
            LockSupport.park();
            // With the flag set, the next call would return at once, again and again.
            Thread.interrupted();
        }
    }

    private void interrupted() {
        for (WatchedEnvironment environment : lastOnes()) {
            reporter.report("The build was interrupted, taking down '%s'".formatted(environment.key()));
            takeDown(environment);
        }
    }

    private synchronized List<WatchedEnvironment> lastOnes() {
        ending = true;
        reporter.endOfJvm();
        return List.copyOf(watched.values());
    }

    private void takeDown(WatchedEnvironment environment) {
        synchronized (environment) {
            if (watched.get(environment.key().project()) != environment) {
                // The goal down, or the other one of session end and shutdown hook, has already taken it down.
                return;
            }
            try {
                Down.Outcome outcome = environment.takeDown();
                if (!ending) {
                    forget(environment.key());
                }
                // If the JVM is ending, the watchdog still watches the environment, and takes it down again after this
                // process: the engine may still carry out requests of the interrupted build.
                if (outcome == Down.Outcome.DOWN) {
                    reporter.report("Environment '%s' is down".formatted(environment.key()));
                }
            } catch (RuntimeException e) {
                reporter.warn(e.getMessage());
                reporter.warn("It is tried again in the background for a minute, and by the next up, list or prune.");
                watched.remove(environment.key().project());
            }
        }
    }
}
