package dev.esb.start;

import dev.esb.Reporter;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.StopSwitch;
import dev.esb.plan.ConflictException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs {@code docker compose up}; {@link ComposeFailure} finds the reason if it fails. */
public final class ComposeUp {
    /** How often the limit is looked at. */
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Docker docker;
    private final Reporter reporter;
    private final TimeLimit limit;
    private final StackServices services;
    private final Consumer<String> removed;
    private final Supplier<Optional<String>> obstacle;

    /**
     * @param limit how long all may take; stands still while images are pulled or built
     * @param services the services that are started
     */
    public ComposeUp(Docker docker, Reporter reporter, TimeLimit limit, StackServices services) {
        this(docker, reporter, limit, services, line -> {}, Optional::empty);
    }

    private ComposeUp(
            Docker docker,
            Reporter reporter,
            TimeLimit limit,
            StackServices services,
            Consumer<String> removed,
            Supplier<Optional<String>> obstacle) {
        this.docker = docker;
        this.reporter = reporter;
        this.limit = limit;
        this.services = services;
        this.removed = removed;
        this.obstacle = obstacle;
    }

    /** The same, with a grace period for the containers of services that are not in the file any more. */
    public ComposeUp stopping(RemovedServices others) {
        return new ComposeUp(docker, reporter, limit, services, others, obstacle);
    }

    /**
     * The same, which ends Compose early where it waits in vain.
     *
     * @param reason asked again and again; once it says why Compose waits in vain, Compose is ended
     */
    public ComposeUp unless(Supplier<Optional<String>> reason) {
        return new ComposeUp(docker, reporter, limit, services, removed, reason);
    }

    /**
     * Creates and starts everything, or only pulls or builds images. The limit is needed because Compose waits without one: for services on which others depend, for
     * hooks, and for pulls and builds.
     *
     * @throws ConflictException when Compose fails because a port or a subnet is in use
     * @throws StartFailedException when Compose fails for another reason, or the time is over
     */
    public void run(ComposeCommand<Void> command) {
        if (limit.isOver()) {
            throw new StartFailedException(
                    "the services were not started, because %s were over before that".formatted(limit), Set.of());
        }
        ComposeProgress progress = new ComposeProgress(reporter, limit, services);
        AtomicReference<String> reason = new AtomicReference<>();
        StopSwitch stopSwitch = new StopSwitch();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(ComposeUp::daemon);
        Runnable check = () -> {
            Optional<String> end = limit.isOver() ? Optional.of(outOfTime(progress)) : obstacle.get();
            if (end.isPresent() && reason.compareAndSet(null, end.get())) {
                stopSwitch.stop();
            }
        };
        timer.scheduleWithFixedDelay(check, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        try {
            docker.stream(command, removed.andThen(progress), stopSwitch);
        } catch (DockerException failure) {
            throw ConflictException.in(failure.errorOutput())
                    .map(RuntimeException.class::cast)
                    .orElseGet(() -> reason.get() == null
                            ? new ComposeFailure(services, progress, failure).explain()
                            : new StartFailedException(
                                    reason.get(), progress.starts().awaited(), failure));
        } finally {
            timer.shutdownNow();
            // A pull or build that has failed prints no end.
            limit.goOn();
        }
    }

    private String outOfTime(ComposeProgress progress) {
        return limit.standsStill()
                ? "the pull or build of images has printed nothing for %s; %s".formatted(limit, progress.unfinished())
                : "not every service was started within %s; %s".formatted(limit, progress.unfinished());
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "esb-timeout");
        thread.setDaemon(true);
        return thread;
    }
}
