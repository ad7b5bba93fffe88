package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Engine;
import dev.esb.docker.PortBinding;
import dev.esb.environment.HostAddress;
import dev.esb.host.TcpProbe;
import dev.esb.isolation.Replicas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Waits until every service is ready: healthy where it has a healthcheck, ended with 0 where it ends, else with every published
 * TCP port answering, and where there is none, still running after a moment.
 */
final class Readiness {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration SETTLING = Duration.ofMillis(600);
    private static final Duration FIRST_NEWS = Duration.ofSeconds(5);

    private final Containers containers;
    private final Engine engine;
    private final Reporter reporter;
    private final BiPredicate<String, Integer> isListening;
    private final Clock clock;
    private final Sleep sleep;
    private final Set<String> answered = new HashSet<>();
    private final Map<String, Instant> firstSeenRunning = new HashMap<>();

    Readiness(Containers containers, Engine engine, Reporter reporter, Clock clock) {
        this(containers, engine, reporter, TcpProbe::isListening, clock, Sleep.SYSTEM);
    }

    /** @param isListening whether a service listens behind the port of that host */
    Readiness(
            Containers containers,
            Engine engine,
            Reporter reporter,
            BiPredicate<String, Integer> isListening,
            Clock clock,
            Sleep sleep) {
        this.containers = containers;
        this.engine = engine;
        this.reporter = reporter;
        this.isListening = isListening;
        this.clock = clock;
        this.sleep = sleep;
    }

    /**
     * Waits until all services are ready.
     *
     * @param model the isolated model, which says how many containers a service has and what happens when one ends
     * @return the containers as they are when all is ready
     * @throws StartFailedException when a service fails for good, or time is up
     */
    List<ContainerSummary> await(JsonNode model, String project, Instant start, Duration timeout) {
        Duration nextNews = FIRST_NEWS;
        while (true) {
            List<ContainerSummary> current = containers.of(project);
            Map<String, String> waitingFor = waitingFor(model, current);
            if (waitingFor.isEmpty()) {
                return current;
            }
            Duration passed = Duration.between(start, clock.instant());
            if (passed.compareTo(timeout) >= 0) {
                throw new StartFailedException(
                        "not ready after %d s (esb.timeout): %s".formatted(timeout.toSeconds(), text(waitingFor)),
                        waitingFor.keySet());
            }
            if (passed.compareTo(nextNews) >= 0) {
                reporter.info("Waiting for %s (%d s)".formatted(text(waitingFor), passed.toSeconds()));
                nextNews = nextNews.multipliedBy(2);
            }
            sleep.sleep(INTERVAL);
        }
    }

    /** What is missing, by service. */
    private Map<String, String> waitingFor(JsonNode model, List<ContainerSummary> current) {
        Map<String, String> waitingFor = new LinkedHashMap<>();
        model.path("services").properties().forEach(service -> {
            List<ContainerSummary> own = current.stream()
                    .filter(container -> container.service().equals(service.getKey()))
                    .toList();
            if (own.size() < Replicas.of(service.getValue())) {
                waitingFor.put(service.getKey(), "not created");
            }
            for (ContainerSummary container : own) {
                String missing = missing(container, service.getValue());
                if (!missing.isEmpty()) {
                    waitingFor.put(service.getKey(), missing);
                }
            }
        });
        return waitingFor;
    }

    private String missing(ContainerSummary container, JsonNode service) {
        if (container.exitCode().isPresent()) {
            return afterEnd(container, service);
        }
        if (!container.isRunning()) {
            return container.state();
        }
        return switch (container.health()) {
            case HEALTHY -> "";
            case STARTING -> "not healthy yet";
            case UNHEALTHY ->
                throw new StartFailedException(
                        "service '%s' is unhealthy".formatted(container.service()), Set.of(container.service()));
            case NONE -> hasHealthcheck(service) ? "not healthy yet" : withoutHealthcheck(container);
        };
    }

    /** A service that ends with 0 has done its work; another end is final unless the engine starts the container again. */
    private static String afterEnd(ContainerSummary container, JsonNode service) {
        int exitCode = container.exitCode().getAsInt();
        if (exitCode == 0) {
            return "";
        }
        if (restarts(service)) {
            return "exited with " + exitCode;
        }
        throw new StartFailedException(
                "service '%s' exited with %d".formatted(container.service(), exitCode), Set.of(container.service()));
    }

    /** A process that is about to fail runs for a moment, too. */
    private String withoutHealthcheck(ContainerSummary container) {
        if (container.ports().stream().anyMatch(port -> port.protocol().equals("tcp"))) {
            return silentPort(container);
        }
        Instant seen = firstSeenRunning.computeIfAbsent(container.id(), id -> clock.instant());
        return Duration.between(seen, clock.instant()).compareTo(SETTLING) < 0 ? "just started" : "";
    }

    private String silentPort(ContainerSummary container) {
        for (PortBinding port : container.ports()) {
            String host = reachable(port.hostAddress());
            String key = container.id() + host + port.published();
            if (port.protocol().equals("tcp") && !answered.contains(key)) {
                if (!isListening.test(host, port.published())) {
                    return "port %d does not answer".formatted(port.target());
                }
                answered.add(key);
            }
        }
        return "";
    }

    /** A port on every address answers on the engine's own one. */
    private String reachable(String bound) {
        return HostAddress.isEvery(bound) ? engine.host() : bound;
    }

    private static boolean restarts(JsonNode service) {
        String restart = service.path("restart").asText("no");
        return !restart.equals("no");
    }

    /** A healthcheck of the file; one of the image shows as soon as the container runs. */
    private static boolean hasHealthcheck(JsonNode service) {
        JsonNode healthcheck = service.path("healthcheck");
        return healthcheck.has("test")
                && !healthcheck.path("disable").asBoolean()
                && !healthcheck.path("test").path(0).asText().equals("NONE");
    }

    private static String text(Map<String, String> waitingFor) {
        List<String> parts = new ArrayList<>();
        waitingFor.forEach((service, missing) -> parts.add(service + " (" + missing + ")"));
        return String.join(", ", parts);
    }
}
