package dev.esb.healthcheck;

import dev.esb.MonotonicClock;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerHealth;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.ContainerSummary.Health;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The healthchecks of containers that were started a moment ago, run by {@code docker exec} at once, and then after waits that get longer: an engine runs the
 * first one only after an interval, which is half a minute unless the stack says otherwise. One that succeeds says that the container is healthy; that it is
 * not, only the engine says. Used by one thread at a time.
 */
public final class EarlyHealthchecks {
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);

    private final Docker docker;
    private final MonotonicClock clock;
    private final Predicate<String> services;
    private final Function<Runnable, CompletableFuture<Void>> background;
    private final Map<String, Check> checks = new HashMap<>();

    /**
     * @param services those whose containers were started
     * @param background runs a healthcheck
     */
    public EarlyHealthchecks(
            Docker docker,
            MonotonicClock clock,
            Predicate<String> services,
            Function<Runnable, CompletableFuture<Void>> background) {
        this.docker = docker;
        this.clock = clock;
        this.services = services;
        this.background = background;
    }

    /** The containers with their health. Begins the healthchecks that are due of those that the engine says to be starting, and does not wait for them. */
    public List<ContainerSummary> complete(List<ContainerSummary> containers) {
        List<String> unknown = containers.stream()
                .filter(container -> services.test(container.service()))
                .filter(container -> container.health() == Health.STARTING)
                .map(ContainerSummary::id)
                .filter(id -> !checks.containsKey(id))
                .toList();
        if (!unknown.isEmpty()) {
            docker.run(new ContainerCommand.InspectHealth(unknown))
                    .forEach(health -> checks.put(health.container(), new Check(health)));
        }
        return containers.stream()
                .map(container -> container.health() == Health.STARTING && isHealthy(container.id())
                        ? container.with(Health.HEALTHY)
                        : container)
                .toList();
    }

    /** False also for one that is not there any more. */
    private boolean isHealthy(String container) {
        return checks.containsKey(container) && checks.get(container).isHealthy();
    }

    /** That of one container. */
    private final class Check {
        private final ContainerHealth health;
        private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
        private Duration wait = Duration.ZERO;
        private long begun = clock.nanos();
        private volatile boolean hasSucceeded;

        Check(ContainerHealth health) {
            this.health = health;
        }

        /** Whether it has succeeded. Else begins the next run, if it is due. */
        boolean isHealthy() {
            boolean isDue = running.isDone()
                    && clock.since(begun).compareTo(wait) >= 0
                    // From then on, the engine runs it often enough.
                    && wait.compareTo(health.interval()) < 0;
            if (!hasSucceeded && isDue) {
                begun = clock.nanos();
                wait = wait.isZero() ? FIRST_WAIT : wait.multipliedBy(2);
                running = background.apply(this::run);
            }
            return hasSucceeded;
        }

        private void run() {
            try {
                docker.run(new ContainerCommand.Exec(health.container(), health.command()));
                hasSucceeded = true;
            } catch (DockerException e) {
                // It is not healthy yet.
                hasSucceeded = false;
            }
        }
    }
}
