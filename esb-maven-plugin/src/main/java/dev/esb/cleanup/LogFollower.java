package dev.esb.cleanup;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Reporter;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.StopSwitch;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.PrivateFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Writes the log of each service of an environment to a file while it runs, so that the log outlives its container. */
public final class LogFollower implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final StopSwitch stopSwitch;
    private final Thread thread;

    private LogFollower(StopSwitch stopSwitch, Thread thread) {
        this.stopSwitch = stopSwitch;
        this.thread = thread;
    }

    /** Starts a thread that deletes the logs of an earlier run, and writes what the containers have logged and log from now on. */
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
            reporter.warn("The logs of '%s' cannot be written to '%s': %s"
                    .formatted(key, directories.logs(), FileProblem.of(e, directories.logs())));
        } catch (DockerException | EsbException e) {
            // close() ends the command, which then fails.
            reporter.debug(e.getMessage());
        }
    }

    /** Ends the thread, and waits up to 5 seconds until it has written its last lines. An interrupt does not end the wait. */
    @Override
    public void close() {
        stopSwitch.stop();
        boolean isInterrupted = false;
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        while (thread.isAlive() && System.nanoTime() < deadline) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
