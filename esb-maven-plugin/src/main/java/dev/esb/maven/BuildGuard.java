package dev.esb.maven;

import dev.esb.docker.DockerCli;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import dev.esb.lifecycle.Down;
import dev.esb.lifecycle.Reporter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.execution.MavenSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes down what a build brought up and did not take down itself: at the end of the session where a later plugin failed or no goal
 * was bound, and at the end of the JVM where the build was interrupted.
 */
final class BuildGuard {
    private static final Logger LOG = LoggerFactory.getLogger(BuildGuard.class);
    private static final Map<String, Entry> WATCHED = new ConcurrentHashMap<>();
    private static boolean hooked;

    private BuildGuard() {}

    /**
     * An environment that a build is bringing up, or has.
     *
     * @param docker what it is brought up with; has to be ended before it can be taken down
     */
    record Watched(EnvironmentKey key, Directories directories, DockerCli docker, Duration stopTimeout) {}

    private record Entry(MavenSession session, BuildProcess build, Watched watched) {}

    /** Begins to watch, before anything of the environment is there. */
    static synchronized void watch(MavenSession session, Watched watched) {
        WATCHED.put(watched.key().project(), new Entry(session, BuildOwner.process(session), watched));
        SessionEnd.listen(session, () -> sessionEnded(session));
        if (!hooked) {
            Runtime.getRuntime().addShutdownHook(new Thread(BuildGuard::interrupted, "esb-shutdown"));
            hooked = true;
        }
    }

    /** The environment is down, or was never up. */
    static void forget(EnvironmentKey key) {
        WATCHED.remove(key.project());
    }

    private static void sessionEnded(MavenSession session) {
        for (Entry entry : List.copyOf(WATCHED.values())) {
            if (entry.session().getRequest() == session.getRequest()) {
                LOG.info(
                        "Environment '{}' is still up at the end of the build",
                        entry.watched().key());
                takeDown(entry);
            }
        }
    }

    private static void interrupted() {
        for (Entry entry : List.copyOf(WATCHED.values())) {
            // Maven's log may be closed already.
            System.err.printf(
                    "esb: the build was interrupted, taking down '%s'%n",
                    entry.watched().key());
            takeDown(entry);
        }
    }

    private static void takeDown(Entry entry) {
        Watched watched = entry.watched();
        WATCHED.remove(watched.key().project());
        watched.docker().close();
        try {
            Down.Outcome outcome = new Down(new DockerCli(Path.of("."), Map.of(), LOG::debug), QUIET)
                    .run(
                            watched.key(),
                            watched.directories(),
                            watched.stopTimeout(),
                            owner -> owner.process()
                                    .filter(entry.build()::equals)
                                    .isPresent());
            if (outcome == Down.Outcome.DOWN) {
                System.err.printf("esb: environment '%s' is down%n", watched.key());
            }
        } catch (RuntimeException e) {
            System.err.println("esb: " + e.getMessage());
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
