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
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;

/**
 * Takes down the environments that a build has brought up and has not taken down itself. The end of the Maven session does it if a later
 * plugin failed or {@code down} is not bound, the shutdown hook if the build is interrupted, and the watchdog if the build is killed.
 */
final class BuildEndCleanup {
    private static final BuildEndReporter REPORTER = BuildEndReporter.INSTANCE;
    private static final Map<String, WatchedEnvironment> WATCHED = new ConcurrentHashMap<>();
    private static boolean hooked;
    private static Watchdog watchdog;
    private static volatile boolean ending;

    private BuildEndCleanup() {}

    /**
     * Begins to watch an environment. Called before anything of the environment is created, so that nothing of it is left if the build
     * is killed.
     *
     * @return false when another module of a build in this JVM already has the environment
     * @throws EsbException when the JVM is ending
     */
    static synchronized boolean watch(WatchedEnvironment environment) {
        if (ending) {
            throw new EsbException("The build is ending.");
        }
        if (WATCHED.putIfAbsent(environment.key().project(), environment) != null) {
            return false;
        }
        MavenSession session = environment.session();
        SessionEnd.listen(session, () -> sessionEnded(session));
        if (!hooked) {
            Runtime.getRuntime().addShutdownHook(new Thread(BuildEndCleanup::interrupted, "esb-shutdown"));
            hooked = true;
        }
        try {
            if (watchdog == null) {
                watchdog = Watchdog.start();
            }
            watchdog.watch(
                    environment.key(), environment.directories(), environment.build(), environment.stopTimeout());
        } catch (IOException e) {
            REPORTER.warn("The watchdog cannot be started, so '%s' stays if this build is killed: %s"
                    .formatted(environment.key(), e));
        }
        return true;
    }

    /** Called when the environment is up: begins to write its logs to files as they come. */
    static void followLogs(EnvironmentKey key) {
        WatchedEnvironment environment = WATCHED.get(key.project());
        if (environment != null) {
            environment.followLogs();
        }
    }

    /**
     * Takes an environment down for the goal {@code down}. If the build has it, the end of the session and the shutdown hook wait for this
     * call, and take it down themselves if this call fails.
     */
    static Down.Outcome takeDown(EnvironmentKey key, Supplier<Down.Outcome> down) {
        WatchedEnvironment environment = WATCHED.get(key.project());
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
    static synchronized void forget(EnvironmentKey key) {
        WatchedEnvironment environment = WATCHED.remove(key.project());
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
            REPORTER.debug("The watchdog is gone: " + e);
        }
    }

    private static void sessionEnded(MavenSession session) {
        stopIfEnding();
        for (WatchedEnvironment environment : List.copyOf(WATCHED.values())) {
            if (environment.isOf(session)) {
                REPORTER.tell("Environment '%s' is still up at the end of the build".formatted(environment.key()));
                takeDown(environment);
            }
        }
    }

    /**
     * Does not return when the JVM is ending. If it did, Maven would go on to its own end and close the class loader of this plugin while
     * the shutdown hook still takes environments down. The JVM ends after the shutdown hook, even if this thread is still parked.
     */
    static void stopIfEnding() {
        if (ending) {
            LockSupport.park();
            stopIfEnding();
        }
    }

    private static void interrupted() {
        for (WatchedEnvironment environment : lastOnes()) {
            REPORTER.tell("The build was interrupted, taking down '%s'".formatted(environment.key()));
            takeDown(environment);
        }
    }

    private static synchronized List<WatchedEnvironment> lastOnes() {
        ending = true;
        REPORTER.endOfJvm();
        return List.copyOf(WATCHED.values());
    }

    private static void takeDown(WatchedEnvironment environment) {
        synchronized (environment) {
            if (WATCHED.get(environment.key().project()) != environment) {
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
                    REPORTER.tell("Environment '%s' is down".formatted(environment.key()));
                }
            } catch (RuntimeException e) {
                REPORTER.warn(e.getMessage());
                REPORTER.warn("It is tried again in the background for a minute, and by the next up, list or prune.");
                WATCHED.remove(environment.key().project());
            }
        }
    }
}
