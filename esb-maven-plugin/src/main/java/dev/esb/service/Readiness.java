package dev.esb.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.MonotonicClock;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.engine.Engine;
import dev.esb.healthcheck.Healthchecks;
import dev.esb.host.TcpProbe;
import dev.esb.isolation.Replicas;
import dev.esb.start.StartFailedException;
import dev.esb.start.TimeLimit;
import dev.esb.wait.WaitChecks;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Waits until every service of a stack is ready; {@link ContainerReadiness} says what that means. */
public final class Readiness {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    /** In the first second, since a service that begins with its data is soon ready. */
    private static final Duration FIRST_INTERVAL = Duration.ofMillis(100);

    private static final int FIRST_LOOKS = 10;

    private final Containers containers;
    private final UnaryOperator<List<ContainerSummary>> health;
    private final ContainerReadiness readiness;
    private final Reporter reporter;
    private final Sleep sleep;
    private final Set<String> complete = new HashSet<>();
    private final Set<String> gone = new HashSet<>();

    /**
     * @param healthchecks the health of containers on an engine that does not show it
     * @param waits what the services have to satisfy besides
     */
    public Readiness(
            Containers containers,
            Engine engine,
            Optional<Healthchecks> healthchecks,
            WaitChecks waits,
            Reporter reporter) {
        this(
                containers,
                new ContainerReadiness(
                        engine, healthchecks, waits::missing, TcpProbe::isListening, MonotonicClock.SYSTEM),
                of(healthchecks),
                reporter,
                Sleep.SYSTEM);
    }

    /** @param health adds to containers what is known of their health */
    Readiness(
            Containers containers,
            ContainerReadiness readiness,
            UnaryOperator<List<ContainerSummary>> health,
            Reporter reporter,
            Sleep sleep) {
        this.containers = containers;
        this.readiness = readiness;
        this.health = health;
        this.reporter = reporter;
        this.sleep = sleep;
    }

    /**
     * Waits until all services are ready.
     *
     * @param model the isolated model, which has the replicas, the restart policy and the healthcheck of each service
     * @param limit how long they may take
     * @return the containers, as they are when all services are ready
     * @throws StartFailedException when a service fails and is not restarted, when another process removes its containers, or the time is
     *     over
     */
    public List<ContainerSummary> await(JsonNode model, String project, TimeLimit limit) {
        for (int look = 0; ; look++) {
            List<ContainerSummary> current = health.apply(containers.of(project));
            Lacking lacking = lacking(model, current);
            reporter.services(lacking.states(model));
            if (lacking.isNothing()) {
                return current;
            }
            if (limit.isOver()) {
                throw new StartFailedException(
                        "not ready after %s: %s".formatted(limit, lacking),
                        lacking.byService().keySet());
            }
            sleep.sleep(look < FIRST_LOOKS ? FIRST_INTERVAL : INTERVAL);
        }
    }

    /** For an engine that shows no health of containers; empty for any other one. */
    static UnaryOperator<List<ContainerSummary>> of(Optional<Healthchecks> healthchecks) {
        return containers -> healthchecks.map(all -> all.complete(containers)).orElse(containers);
    }

    private Lacking lacking(JsonNode model, List<ContainerSummary> current) {
        Map<String, String> lacking = new LinkedHashMap<>();
        model.path("services").properties().forEach(service -> {
            List<ContainerSummary> own = current.stream()
                    .filter(container -> container.service().equals(service.getKey()))
                    .toList();
            if (own.size() < Replicas.of(service.getValue())) {
                requireNotRemoved(service.getKey());
                lacking.put(service.getKey(), "not created");
            } else {
                complete.add(service.getKey());
                gone.remove(service.getKey());
            }
            for (ContainerSummary container : own) {
                String missing = readiness.missing(container, service.getValue());
                if (!missing.isEmpty()) {
                    lacking.put(service.getKey(), missing);
                }
            }
        });
        return new Lacking(lacking);
    }

    /** Nothing makes them again, so it is of no use to wait. Seen twice, because the engine lists containers while it changes them. */
    private void requireNotRemoved(String service) {
        if (complete.contains(service) && !gone.add(service)) {
            throw new StartFailedException(
                    "the containers of the service '%s' were removed by another process".formatted(service),
                    Set.of(service));
        }
    }
}
