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
 * Takes down what a build brought up and did not take down itself: at the end of the session where a later plugin failed or no goal
 * was bound, at the end of the JVM where the build was interrupted, and by a watchdog where it was killed.
 */
final class BuildEndCleanup {
    private static final BuildEndReporter REPORTER = BuildEndReporter.INSTANCE;
    private static final Map<String, WatchedEnvironment> WATCHED = new ConcurrentHashMap<>();
    private static boolean hooked;
    private static Watchdog watchdog;
    private static volatile boolean ending;

    private BuildEndCleanup() {}

    /**
     * Begins to watch, before anything of the environment is there.
     *
     * @return false when another module of this JVM's builds has the environment already
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

    /** The environment is up: from now on its logs are written as they come. */
    static void followLogs(EnvironmentKey key) {
        WatchedEnvironment environment = WATCHED.get(key.project());
        if (environment != null) {
            environment.followLogs();
        }
    }

    /** Takes down what a build has; the ends of the session and of the JVM wait for that, and do it if this cannot. */
    static Down.Outcome takeDown(EnvironmentKey key, Supplier<Down.Outcome> down) {
        WatchedEnvironment environment = WATCHED.get(key.project());
        if (environment == null) {
            return down.get();
        }
        synchronized (environment) {
            // Else the JVM would end in the middle of it, as soon as the thread is done that has taken it down by now.
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

    /** The environment is down, or was never up. */
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
            // It was ended by somebody; what it watched is down all the same.
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
     * Does not return once the JVM ends. Maven would go on to its own end, and close the class loader of this plugin while the thread
     * that takes environments down is still at work; the JVM ends when that thread is done, whatever other threads do.
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
                // The goal, or the other one of the two ends, was faster.
                return;
            }
            try {
                Down.Outcome outcome = environment.takeDown();
                if (!ending) {
                    forget(environment.key());
                }
                // Else the watchdog looks again in a while: the engine may still be at what it was asked for.
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
