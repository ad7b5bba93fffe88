package dev.esb.healthcheck;

import dev.esb.Background;
import dev.esb.MonotonicClock;
import dev.esb.Reporter;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerHealth;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.ContainerSummary.Health;
import dev.esb.docker.Docker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The health of the containers of one environment. Where the engine has not run a healthcheck after twice its interval, it runs none, and
 * they are run by {@code docker exec} from then on. Used by one thread at a time.
 */
public final class Healthchecks {
    private final Docker docker;
    private final Reporter reporter;
    private final MonotonicClock clock;
    private final Function<Runnable, CompletableFuture<Void>> background;
    private final Map<String, Long> firstSeen = new HashMap<>();
    private final Map<String, ExecutedHealthcheck> executed = new HashMap<>();
    private boolean runsNone;

    public Healthchecks(Docker docker, Reporter reporter, MonotonicClock clock) {
        this(docker, reporter, clock, Background::run);
    }

    /** @param background runs a healthcheck */
    Healthchecks(
            Docker docker,
            Reporter reporter,
            MonotonicClock clock,
            Function<Runnable, CompletableFuture<Void>> background) {
        this.docker = docker;
        this.reporter = reporter;
        this.clock = clock;
        this.background = background;
    }

    /** The containers with their health. Where the engine runs no healthchecks, this begins one that is due, and does not wait for it. */
    public synchronized List<ContainerSummary> complete(Collection<ContainerSummary> containers) {
        Map<String, ContainerHealth> known = inspect(containers);
        List<ContainerSummary> complete = new ArrayList<>();
        for (ContainerSummary container : containers) {
            ExecutedHealthcheck own = executed.get(container.id());
            if (own == null && runsNone && isUnrun(known.get(container.id()))) {
                own = new ExecutedHealthcheck(docker, known.get(container.id()), clock, background);
                executed.put(container.id(), own);
            }
            Health health = Health.NONE;
            if (container.isRunning()) {
                health = own != null ? own.health() : healthOf(known.get(container.id()));
            }
            complete.add(container.with(health));
        }
        return complete;
    }

    /** Those of the containers whose healthcheck the engine is seen never to run. */
    public synchronized List<ContainerSummary> neverRun(Collection<ContainerSummary> containers) {
        Map<String, ContainerHealth> known = inspect(containers);
        return containers.stream()
                .filter(container -> runsNone && isUnrun(known.get(container.id())))
                .toList();
    }

    /** How the last healthcheck of an unhealthy container failed that was run by {@code docker exec}; empty if the engine ran it. */
    public synchronized Optional<String> failure(ContainerSummary container) {
        return Optional.ofNullable(executed.get(container.id())).map(ExecutedHealthcheck::failure);
    }

    /** Without those that are executed here, of which all is known. */
    private Map<String, ContainerHealth> inspect(Collection<ContainerSummary> containers) {
        List<String> ids = containers.stream()
                .filter(ContainerSummary::isRunning)
                .map(ContainerSummary::id)
                .filter(id -> !executed.containsKey(id))
                .toList();
        Map<String, ContainerHealth> known = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            docker.run(new ContainerCommand.InspectHealth(ids))
                    .forEach(health -> known.put(health.container(), health));
        }
        known.values().stream().filter(Healthchecks::isUnrun).forEach(this::watch);
        return known;
    }

    private void watch(ContainerHealth health) {
        long seen = firstSeen.computeIfAbsent(health.container(), id -> clock.nanos());
        if (!runsNone && clock.since(seen).compareTo(health.interval().multipliedBy(2)) >= 0) {
            runsNone = true;
            reporter.info("The engine runs no healthchecks, as Podman without systemd; they are run by 'docker exec'");
        }
    }

    private static Health healthOf(ContainerHealth health) {
        return health == null ? Health.NONE : health.health();
    }

    private static boolean isUnrun(ContainerHealth health) {
        return health != null && health.health() == Health.STARTING && !health.hasRun();
    }
}
