package dev.esb.maven;

import dev.esb.cleanup.Down;
import dev.esb.cleanup.EnvironmentBefore;
import dev.esb.cleanup.InterruptedUpdate;
import dev.esb.cleanup.KeptEnvironment;
import dev.esb.cleanup.LogFollower;
import dev.esb.cleanup.Watchdog;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerCli;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.LeaseRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.maven.execution.MavenSession;

/**
 * An environment that a build of this JVM brings up or has brought up, and that is taken down at the latest when the build ends; or one that
 * this process brings up for a person, until it is up.
 */
final class WatchedEnvironment {
    private final MavenSession session;
    private final BuildProcess build;
    private final String id;
    private final EnvironmentKey key;
    private final Directories directories;
    private final List<DockerCli> commands = new CopyOnWriteArrayList<>();
    private final Docker otherDocker;
    private final Duration stopTimeout;
    private final Lock bringingUp = new ReentrantLock();
    private final Object logging = new Object();
    private LogFollower logs;
    // Not guarded by this object's lock, which is held for as long as the environment is taken down.
    private final AtomicInteger users = new AtomicInteger(1);
    private boolean isWatched;
    private volatile boolean isUp;
    private volatile boolean isKeptOnFailure;
    private volatile boolean isReused;
    private volatile Optional<String> failure = Optional.empty();
    private volatile Optional<EnvironmentBefore> before = Optional.empty();

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
        this.id = id(key, build);
        this.directories = directories;
        this.commands.add(docker);
        this.otherDocker = otherDocker;
        this.stopTimeout = stopTimeout;
    }

    /** Two builds of a Maven daemon can have an environment of the same name, one after the other. */
    static String id(MavenSession session, EnvironmentKey key) {
        return id(key, BuildOwner.process(session));
    }

    // A text, since a record's hashCode takes 30 ms to prepare in a new JVM.
    private static String id(EnvironmentKey key, BuildProcess build) {
        return key.project() + " " + build.text();
    }

    /** It is left to the person who runs the build, if the build fails ({@code esb.keep=onFailure}). */
    WatchedEnvironment keptOnFailure() {
        isKeptOnFailure = true;
        return this;
    }

    /** It is left to the next build of that name ({@code esb.reuse}). */
    WatchedEnvironment reused() {
        isReused = true;
        return this;
    }

    boolean isReused() {
        return isReused;
    }

    boolean isKeptOnFailure() {
        return isKeptOnFailure;
    }

    /**
     * Tests in it have failed, and the last module that needs it leaves it to the person who runs the build.
     *
     * @param reason the end of a sentence, such as "1 of 3 tests failed"
     */
    void hasFailed(String reason) {
        failure = Optional.of(reason);
    }

    /** Why it is not to be taken down; empty where no test has failed. */
    Optional<String> failure() {
        return failure;
    }

    String id() {
        return id;
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

    /** Held while a module brings the environment up: another module of the same build, in another thread, waits for it. */
    Lock bringingUp() {
        return bringingUp;
    }

    /** One more module needs the environment, and brings it up with commands of its own. */
    void isUsedBy(WatchedEnvironment ofModule) {
        users.incrementAndGet();
        commands.addAll(ofModule.commands);
        isKeptOnFailure |= ofModule.isKeptOnFailure;
        isReused |= ofModule.isReused;
    }

    /** @return whether no module needs the environment any more */
    boolean leave() {
        return users.decrementAndGet() <= 0;
    }

    /** @return false, and nothing is changed, where only one module needs the environment */
    boolean leaveUnlessLast() {
        return users.getAndUpdate(count -> count > 1 ? count - 1 : count) > 1;
    }

    /** What the environment had before this process brings it up once more, and belongs to another owner, stays. */
    void isUpdateOf(EnvironmentBefore existing) {
        before = Optional.of(existing);
    }

    boolean isUpdate() {
        return before.isPresent();
    }

    /** @return whether this is the first call: the watchdog is told once, however many modules need the environment */
    boolean beginWatching() {
        boolean isFirst = !isWatched;
        isWatched = true;
        return isFirst;
    }

    /** Lets the watchdog take it down if this process is killed. */
    void tell(Watchdog watchdog) throws IOException {
        watchdog.watch(key, directories, build, stopTimeout, before);
    }

    boolean isOf(MavenSession other) {
        // A goal that forks the lifecycle gets another session with the same request.
        return session.getRequest() == other.getRequest();
    }

    /** Called when a module has brought it up. */
    void up() {
        isUp = true;
        followLogs();
    }

    boolean isUp() {
        return isUp;
    }

    void isDown() {
        isUp = false;
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

    /**
     * Leaves it to the person who runs the build, unless it belongs to another owner by now.
     *
     * @param reason the end of a sentence, such as "the build failed"
     * @return what was done, for the log; empty where there was nothing to do
     */
    String keep(String reason) {
        endLogs();
        LeaseRegistry leases = LeaseRegistry.reading(otherDocker);
        return LeaseRegistry.of(key, leases.all())
                .filter(lease -> lease.owner().isBuild(build))
                .flatMap(lease -> KeptEnvironment.of(lease, leases))
                .map(kept -> kept.text(reason))
                .orElse("");
    }

    /**
     * Ends commands that still bring the environment up, and takes it down, or removes what was added to it, unless it belongs to another
     * owner by now.
     *
     * @return what was done, for the log; empty where there was nothing to do
     */
    String takeDown() {
        commands.forEach(DockerCli::close);
        endLogs();
        if (before.isPresent()) {
            InterruptedUpdate update = new InterruptedUpdate(otherDocker, key, directories, build, before.get());
            String outcome = update.undo().orElse("");
            update.end();
            return outcome;
        }
        Down.Outcome outcome = new Down(otherDocker, BuildEndReporter.INSTANCE)
                .run(key, directories, stopTimeout, lease -> lease.owner().isBuild(build));
        return outcome == Down.Outcome.DOWN ? "Environment '%s' is down".formatted(key) : "";
    }
}
