package dev.esb.maven;

import dev.esb.cleanup.Down;
import dev.esb.cleanup.LogFollower;
import dev.esb.cleanup.Watchdog;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerCli;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import java.io.IOException;
import java.time.Duration;
import org.apache.maven.execution.MavenSession;

/** An environment that a build of this JVM brings up or has brought up, and that is taken down at the latest when the build ends. */
final class WatchedEnvironment {
    private final MavenSession session;
    private final BuildProcess build;
    private final EnvironmentKey key;
    private final Directories directories;
    private final DockerCli docker;
    private final Docker otherDocker;
    private final Duration stopTimeout;
    private final Object logging = new Object();
    private LogFollower logs;

    /** @param docker runs the commands that bring the environment up; {@link #takeDown} ends them first */
    WatchedEnvironment(
            MavenSession session, EnvironmentKey key, Directories directories, DockerCli docker, Duration stopTimeout) {
        this(session, key, directories, docker, DockerCli.anywhere(BuildEndReporter.INSTANCE::debug), stopTimeout);
    }

    /** @param otherDocker follows its logs, and takes it down */
    WatchedEnvironment(
            MavenSession session,
            EnvironmentKey key,
            Directories directories,
            DockerCli docker,
            Docker otherDocker,
            Duration stopTimeout) {
        this.session = session;
        this.build = BuildOwner.process(session);
        this.key = key;
        this.directories = directories;
        this.docker = docker;
        this.otherDocker = otherDocker;
        this.stopTimeout = stopTimeout;
    }

    MavenSession session() {
        return session;
    }

    EnvironmentKey key() {
        return key;
    }

    Directories directories() {
        return directories;
    }

    BuildProcess build() {
        return build;
    }

    /** Lets the watchdog take it down if this process is killed. */
    void tell(Watchdog watchdog) throws IOException {
        watchdog.watch(key, directories, build, stopTimeout);
    }

    boolean isOf(MavenSession other) {
        // A goal that forks the lifecycle gets another session with the same request.
        return session.getRequest() == other.getRequest();
    }

    /** Begins to write the logs of the services to files, in place of the follower of an earlier {@code up} in the same build. */
    void followLogs() {
        synchronized (logging) {
            endLogs();
            logs = LogFollower.start(otherDocker, key, directories, BuildEndReporter.INSTANCE);
        }
    }

    void endLogs() {
        synchronized (logging) {
            if (logs != null) {
                logs.close();
                logs = null;
            }
        }
    }

    /** Ends commands that still bring the environment up, and takes it down unless it belongs to another owner by now. */
    Down.Outcome takeDown() {
        docker.close();
        endLogs();
        return new Down(otherDocker, BuildEndReporter.INSTANCE)
                .run(key, directories, stopTimeout, owner -> owner.isBuild(build));
    }
}
