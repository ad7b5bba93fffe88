package dev.esb.maven;

import dev.esb.Problem;
import dev.esb.docker.DockerCli;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import dev.esb.lifecycle.Down;
import dev.esb.lifecycle.LogFollower;
import dev.esb.lifecycle.Reporter;
import dev.esb.lifecycle.Watchdog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes down what a build brought up and did not take down itself: at the end of the session where a later plugin failed or no goal
 * was bound, at the end of the JVM where the build was interrupted, and by a watchdog where it was killed.
 */
final class BuildGuard {
    private static final Logger LOG = LoggerFactory.getLogger(BuildGuard.class);
    private static final Map<String, Entry> WATCHED = new ConcurrentHashMap<>();
    private static boolean hooked;
    private static Watchdog watchdog;
    private static volatile boolean ending;

    private BuildGuard() {}

    /**
     * An environment that a build is bringing up, or has.
     *
     * @param docker what it is brought up with; has to be ended before it can be taken down
     */
    record Watched(EnvironmentKey key, Directories directories, DockerCli docker, Duration stopTimeout) {}

    private record Entry(MavenSession session, BuildProcess build, Watched watched, AtomicReference<LogFollower> logs) {
        void endLogs() {
            LogFollower follower = logs.getAndSet(null);
            if (follower != null) {
                follower.close();
            }
        }
    }

    /**
     * Begins to watch, before anything of the environment is there.
     *
     * @return false when another module of this JVM's builds has the environment already
     */
    static synchronized boolean watch(MavenSession session, Watched watched) {
        if (ending) {
            throw new Problem("The build is ending.");
        }
        BuildProcess build = BuildOwner.process(session);
        Entry entry = new Entry(session, build, watched, new AtomicReference<>());
        if (WATCHED.putIfAbsent(watched.key().project(), entry) != null) {
            return false;
        }
        SessionEnd.listen(session, () -> sessionEnded(session));
        if (!hooked) {
            Runtime.getRuntime().addShutdownHook(new Thread(BuildGuard::interrupted, "esb-shutdown"));
            hooked = true;
        }
        try {
            if (watchdog == null) {
                watchdog = Watchdog.start();
            }
            watchdog.watch(watched.key(), watched.directories(), build, watched.stopTimeout());
        } catch (IOException e) {
            LOG.warn(
                    "The watchdog cannot be started, so '{}' stays if this build is killed: {}",
                    watched.key(),
                    e.toString());
        }
        return true;
    }

    /** The environment is up: from now on its logs are written as they come. */
    static void followLogs(EnvironmentKey key) {
        Entry entry = WATCHED.get(key.project());
        if (entry != null) {
            entry.logs()
                    .set(LogFollower.start(
                            new DockerCli(Path.of("/"), Map.of(), LOG::debug),
                            key,
                            entry.watched().directories(),
                            QUIET));
        }
    }

    /** Takes down what a build has; the ends of the session and of the JVM wait for that, and do it if this cannot. */
    static Down.Outcome takeDown(EnvironmentKey key, Supplier<Down.Outcome> down) {
        Entry entry = WATCHED.get(key.project());
        if (entry == null) {
            return down.get();
        }
        synchronized (entry) {
            // Else the JVM would end in the middle of it, as soon as the thread is done that has taken it down by now.
            if (!ending) {
                entry.endLogs();
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
        Entry entry = WATCHED.remove(key.project());
        if (entry == null) {
            return;
        }
        entry.endLogs();
        try {
            if (watchdog != null) {
                watchdog.forget(key, entry.watched().directories(), entry.build());
            }
        } catch (IOException e) {
            // It was ended by somebody; what it watched is down all the same.
            LOG.debug("the watchdog is gone", e);
        }
    }

    private static void sessionEnded(MavenSession session) {
        stopIfEnding();
        for (Entry entry : List.copyOf(WATCHED.values())) {
            if (entry.session().getRequest() == session.getRequest()) {
                LOG.info(
                        "Environment '{}' is still up at the end of the build",
                        entry.watched().key());
                takeDown(entry);
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
        for (Entry entry : lastEntries()) {
            // Maven's log may be closed already.
            System.err.printf(
                    "esb: the build was interrupted, taking down '%s'%n",
                    entry.watched().key());
            takeDown(entry);
        }
    }

    private static synchronized List<Entry> lastEntries() {
        ending = true;
        return List.copyOf(WATCHED.values());
    }

    private static void takeDown(Entry entry) {
        synchronized (entry) {
            takeDownNow(entry);
        }
    }

    private static void takeDownNow(Entry entry) {
        Watched watched = entry.watched();
        if (WATCHED.get(watched.key().project()) != entry) {
            // The goal, or the other one of the two ends, was faster.
            return;
        }
        watched.docker().close();
        entry.endLogs();
        try {
            Down.Outcome outcome = new Down(new DockerCli(Path.of("/"), Map.of(), LOG::debug), QUIET)
                    .run(
                            watched.key(),
                            watched.directories(),
                            watched.stopTimeout(),
                            owner -> owner.process()
                                    .filter(entry.build()::equals)
                                    .isPresent());
            if (!ending) {
                forget(watched.key());
            }
            // Else the watchdog looks again in a while: the engine may still be at what it was asked for.
            if (outcome == Down.Outcome.DOWN) {
                System.err.printf("esb: environment '%s' is down%n", watched.key());
            }
        } catch (RuntimeException e) {
            System.err.println("esb: " + e.getMessage());
            System.err.println(
                    "esb: It is tried again in the background for a minute, and by the next up, list or prune.");
            WATCHED.remove(watched.key().project());
        }
    }

    private static final Reporter QUIET = new Reporter() {
        @Override
        public void info(String line) {
            LOG.debug(line);
        }

        @Override
        public void warn(String line) {
            System.err.println("esb: " + line);
        }

        @Override
        public void debug(String line) {
            LOG.debug(line);
        }
    };
}
