package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.cleanup.EnvironmentBefore;
import dev.esb.cleanup.Watchdog;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lifecycle.UpWatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;

/**
 * Takes down the environments that a build has brought up and has not taken down itself, and what a person's {@code esb:up} had made of one
 * when it was interrupted. The end of the Maven session does it if a later plugin failed or {@code down} is not bound, the shutdown hook if
 * the build is interrupted, and the watchdog if the build is killed.
 */
final class BuildEndCleanup {
    /** That of all builds of this JVM: a Maven daemon runs many, also at the same time. */
    static final BuildEndCleanup OF_THIS_JVM =
            new BuildEndCleanup(BuildEndReporter.INSTANCE, Watchdog::start, Runtime.getRuntime()::addShutdownHook);

    private static final String KEPT_ON_FAILURE = " (esb.keep=onFailure)";
    private static final String REUSED = "the next build of that name is to use it (esb.reuse)";

    private final BuildEndReporter reporter;
    private final BuildWatchdog watchdog;
    private final Consumer<Thread> shutdownHooks;
    private final Map<String, WatchedEnvironment> watched = new ConcurrentHashMap<>();
    private boolean hooked;
    private volatile boolean ending;

    /** @param shutdownHooks receives the thread that is to run when the JVM ends */
    BuildEndCleanup(BuildEndReporter reporter, BuildWatchdog.Start watchdogStart, Consumer<Thread> shutdownHooks) {
        this.reporter = reporter;
        this.watchdog = new BuildWatchdog(reporter, watchdogStart);
        this.shutdownHooks = shutdownHooks;
    }

    /**
     * Begins to watch an environment, as far as this process goes; see {@link #startWatchdog}. Called before anything of the environment is
     * created. Each module of a build that brings the same environment up calls it, and {@link #leave} or {@link #takeDown} once.
     *
     * @return the environment, which another module of the same build may have already
     * @throws EsbException when the JVM is ending
     */
    synchronized WatchedEnvironment watch(WatchedEnvironment environment) {
        if (ending) {
            throw new EsbException("The build is ending.");
        }
        WatchedEnvironment known = watched.putIfAbsent(environment.id(), environment);
        if (known != null) {
            known.isUsedBy(environment);
            return known;
        }
        MavenSession session = environment.session();
        SessionEnd.listen(session, () -> sessionEnded(session));
        if (!hooked) {
            shutdownHooks.accept(new Thread(this::interrupted, "esb-shutdown"));
            hooked = true;
        }
        return environment;
    }

    /**
     * Lets the watchdog watch it, too, so that nothing of it is left if the build is killed. Apart from {@link #watch}, since it takes
     * time in which the first commands can run. Returns before anything of the environment is created.
     */
    synchronized void startWatchdog(WatchedEnvironment environment) {
        if (!ending && watched.get(environment.id()) == environment && environment.beginWatching()) {
            watchdog.watch(environment, watched.values());
        }
    }

    /** Called when it is known that the environment was there before, and what of it: that is to stay when this process ends. */
    synchronized void isUpdate(WatchedEnvironment environment, EnvironmentBefore before) {
        environment.isUpdateOf(before);
        watchdog.watch(environment, watched.values());
    }

    /** How the environment is watched while {@link dev.esb.lifecycle.Up} brings it up. */
    UpWatch upWatch(WatchedEnvironment environment) {
        return new UpWatch() {
            @Override
            public void begin() {
                startWatchdog(environment);
            }

            @Override
            public void isUpdateOf(EnvironmentBefore before) {
                isUpdate(environment, before);
            }
        };
    }

    /**
     * Takes an environment down for the goal {@code down}. If the build has it, the end of the session and the shutdown hook wait for this
     * call, and take it down themselves if this call fails.
     *
     * @param down takes it down, and says how that ended
     * @return how it ended, for the log; empty when another module of the build still has the environment, for which it stays
     */
    Optional<String> takeDown(MavenSession session, EnvironmentKey key, Supplier<String> down) {
        WatchedEnvironment environment = watched.get(WatchedEnvironment.id(session, key));
        if (environment == null) {
            return Optional.of(down.get());
        }
        if (environment.leaveUnlessLast()) {
            return Optional.empty();
        }
        // A module that needs it only now, in another thread, brings it up after this.
        environment.bringingUp().lock();
        try {
            return environment.leaveUnlessLast() ? Optional.empty() : Optional.of(takeDownLast(environment, down));
        } finally {
            environment.bringingUp().unlock();
        }
    }

    private String takeDownLast(WatchedEnvironment environment, Supplier<String> down) {
        synchronized (environment) {
            // Once the JVM is ending, the shutdown hook takes it down: the JVM would not wait for this thread.
            if (!ending) {
                environment.endLogs();
                String outcome = environment
                        .failure()
                        .map(reason -> environment.keep(reason + KEPT_ON_FAILURE))
                        .orElseGet(() -> environment.isReused() ? environment.keep(REUSED) : down.get());
                environment.isDown();
                leave(environment);
                return outcome;
            }
        }
        stopIfEnding();
        return "";
    }

    /** Called before {@link #takeDown} where tests have failed, and such an environment is kept. */
    void hasFailed(MavenSession session, EnvironmentKey key, String reason) {
        WatchedEnvironment environment = watched.get(WatchedEnvironment.id(session, key));
        if (environment != null) {
            environment.hasFailed(reason);
        }
    }

    /**
     * Called when a module could not bring the environment up. If another one has brought it up, and is done with it already, it is taken
     * down.
     */
    void failed(WatchedEnvironment environment) {
        if (environment.leaveUnlessLast()) {
            return;
        }
        if (environment.isUp()) {
            end(environment, true);
        } else {
            leave(environment);
        }
    }

    /**
     * Called when a module does not need the environment any more, because it is down, was not brought up, or is a person's now. After the
     * last module, its logs end, and the watchdog forgets it.
     */
    synchronized void leave(WatchedEnvironment environment) {
        if (environment.leave()) {
            forget(environment);
        }
    }

    private synchronized void forget(WatchedEnvironment environment) {
        if (!watched.remove(environment.id(), environment)) {
            return;
        }
        environment.endLogs();
        watchdog.forget(environment);
    }

    private void sessionEnded(MavenSession session) {
        stopIfEnding();
        boolean hasFailed = session.getResult().hasExceptions();
        for (WatchedEnvironment environment : List.copyOf(watched.values())) {
            if (environment.isOf(session)) {
                reporter.report("Environment '%s' is still up at the end of the build".formatted(environment.key()));
                end(environment, hasFailed);
                if (!ending) {
                    // However many modules have it: the session of all of them is over.
                    forget(environment);
                }
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
            reporter.report(
                    environment.isUpdate()
                            ? "Interrupted, removing what was added to '%s'".formatted(environment.key())
                            : "The build was interrupted, taking down '%s'".formatted(environment.key()));
            end(environment, false);
        }
    }

    private synchronized List<WatchedEnvironment> lastOnes() {
        ending = true;
        reporter.endOfJvm();
        return List.copyOf(watched.values());
    }

    private static String outcome(WatchedEnvironment environment, boolean hasFailed) {
        if (hasFailed && environment.isKeptOnFailure()) {
            return environment.keep("the build failed" + KEPT_ON_FAILURE);
        }
        return environment.isReused() && environment.isUp() ? environment.keep(REUSED) : environment.takeDown();
    }

    /** @param hasFailed whether the build has, so that an environment is kept for which the user wants that */
    private void end(WatchedEnvironment environment, boolean hasFailed) {
        synchronized (environment) {
            if (watched.get(environment.id()) != environment) {
                // The goal down, or the other one of session end and shutdown hook, has already taken it down.
                return;
            }
            try {
                String outcome = outcome(environment, hasFailed);
                if (!ending) {
                    environment.isDown();
                    leave(environment);
                }
                // If the JVM is ending, the watchdog still watches the environment, and takes it down again after this
                // process: the engine may still carry out requests of the interrupted build.
                if (!outcome.isEmpty()) {
                    reporter.report(outcome);
                }
            } catch (RuntimeException e) {
                reporter.warn(e.getMessage());
                reporter.warn("It is tried again in the background for a minute, and by the next up, list or prune.");
                watched.remove(environment.id());
            }
        }
    }
}
