package dev.esb.cleanup;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.StopSwitch;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.PrivateFiles;
import java.io.IOException;

/** Writes the log of every service while it runs, so that nothing is lost when a container is removed. */
public final class LogFollower implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 5000;

    private final StopSwitch stopSwitch;
    private final Thread thread;

    private LogFollower(StopSwitch stopSwitch, Thread thread) {
        this.stopSwitch = stopSwitch;
        this.thread = thread;
    }

    /** Begins, in a thread of its own, with what containers have logged so far. */
    public static LogFollower start(Docker docker, EnvironmentKey key, Directories directories, Reporter reporter) {
        StopSwitch stopSwitch = new StopSwitch();
        Thread thread =
                new Thread(() -> follow(docker, key, directories, reporter, stopSwitch), "esb-logs-" + key.project());
        thread.setDaemon(true);
        thread.start();
        return new LogFollower(stopSwitch, thread);
    }

    private static void follow(
            Docker docker, EnvironmentKey key, Directories directories, Reporter reporter, StopSwitch stopSwitch) {
        try {
            PrivateFiles.deleteDirectory(directories.logs());
            new ServiceLogs(docker).follow(key.project(), directories.logs(), stopSwitch);
        } catch (IOException e) {
            reporter.warn("The logs of '%s' cannot be written to '%s': %s".formatted(key, directories.logs(), e));
        } catch (DockerException | EsbException e) {
            // Following ends by ending its command, which then fails.
            reporter.debug(e.getMessage());
        }
    }

    /** Ends, once what was logged so far is written. */
    @Override
    public void close() {
        stopSwitch.stop();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
