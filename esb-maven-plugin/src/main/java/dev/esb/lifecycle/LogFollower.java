package dev.esb.lifecycle;

import dev.esb.Problem;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerFailure;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.OwnFiles;
import java.io.IOException;

/** Writes the log of every service while it runs, so that nothing is lost when a container is removed. */
public final class LogFollower implements AutoCloseable {
    private final DockerCli docker;
    private final Thread thread;

    private LogFollower(DockerCli docker, Thread thread) {
        this.docker = docker;
        this.thread = thread;
    }

    /**
     * Begins, in a thread of its own, with what containers have logged so far.
     *
     * @param docker a command line of its own, which is closed at the end
     */
    public static LogFollower start(DockerCli docker, EnvironmentKey key, Directories directories, Reporter reporter) {
        Thread thread = new Thread(() -> follow(docker, key, directories, reporter), "esb-logs-" + key.project());
        thread.setDaemon(true);
        thread.start();
        return new LogFollower(docker, thread);
    }

    private static void follow(DockerCli docker, EnvironmentKey key, Directories directories, Reporter reporter) {
        try {
            OwnFiles.deleteDirectory(directories.logs());
            new ServiceLogs(docker).follow(key.project(), directories.logs());
        } catch (IOException e) {
            reporter.warn("The logs of '%s' cannot be written to '%s': %s".formatted(key, directories.logs(), e));
        } catch (DockerFailure | Problem e) {
            // The end of following is that its command is ended.
            reporter.debug(e.getMessage());
        }
    }

    /** Ends, once what was logged so far is written. */
    @Override
    public void close() {
        docker.close();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
