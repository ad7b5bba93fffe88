package dev.esb.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.MonotonicClock;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.PortBinding;
import dev.esb.engine.Engine;
import dev.esb.environment.HostAddress;
import dev.esb.healthcheck.Healthchecks;
import dev.esb.start.StartFailedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Decides whether a container is ready: healthy if it has a healthcheck; ended with 0 if it ends; else a service listens on each published
 * TCP port; and if it has none, it still runs 600 ms after it was first seen running. Besides, it has to satisfy the waits of its service.
 *
 * <p>Remembers the ports that have answered, and does not connect to them again.
 */
final class ContainerReadiness {
    /** A process that is about to fail runs for a moment, too. */
    private static final Duration SETTLING = Duration.ofMillis(600);

    private final Engine engine;
    private final Optional<Healthchecks> healthchecks;
    private final Waits waits;
    private final BiPredicate<String, Integer> isListening;
    private final MonotonicClock clock;
    private final Set<String> answered = new HashSet<>();
    private final Map<String, Long> firstSeenRunning = new HashMap<>();

    /** What a container has to satisfy besides. */
    @FunctionalInterface
    interface Waits {
        /** As {@link dev.esb.wait.WaitChecks#missing}. */
        String missing(ContainerSummary container, boolean startsAgain);
    }

    /** @param isListening whether a service listens behind a published port, given the host and the port */
    ContainerReadiness(
            Engine engine,
            Optional<Healthchecks> healthchecks,
            Waits waits,
            BiPredicate<String, Integer> isListening,
            MonotonicClock clock) {
        this.engine = engine;
        this.healthchecks = healthchecks;
        this.waits = waits;
        this.isListening = isListening;
        this.clock = clock;
    }

    /**
     * What the container lacks to be ready, in a few words.
     *
     * @param service the container's service in the isolated model
     * @return empty when the container is ready
     * @throws StartFailedException when it has failed and the engine does not restart it, or it cannot satisfy a wait in time
     */
    String missing(ContainerSummary container, JsonNode service) {
        String missing = missingByItself(container, service);
        String waitedFor = waits.missing(container, startsAgain(container, service));
        if (missing.isEmpty() || waitedFor.isEmpty()) {
            return missing + waitedFor;
        }
        return container.isRunning() ? missing + ", " + waitedFor : missing;
    }

    private String missingByItself(ContainerSummary container, JsonNode service) {
        if (container.exitCode().isPresent()) {
            return afterEnd(container, service);
        }
        if (!container.isRunning()) {
            return container.state();
        }
        return switch (container.health()) {
            case HEALTHY -> "";
            case STARTING -> "not healthy yet";
            case UNHEALTHY -> throw unhealthy(container);
            case NONE -> hasHealthcheck(service) ? "not healthy yet" : withoutHealthcheck(container);
        };
    }

    /** What the engine has run itself, it describes itself. */
    private StartFailedException unhealthy(ContainerSummary container) {
        String check = healthchecks
                .flatMap(all -> all.failure(container))
                .map(failure -> ": its healthcheck, run by 'docker exec', " + failure)
                .orElse("");
        return new StartFailedException(
                "service '%s' is unhealthy%s".formatted(container.service(), check), Set.of(container.service()));
    }

    private static String afterEnd(ContainerSummary container, JsonNode service) {
        int exitCode = container.exitCode().getAsInt();
        if (exitCode == 0) {
            return "";
        }
        if (restarts(service)) {
            return "exited with " + exitCode;
        }
        throw new StartFailedException(
                "service '%s' exited with %s".formatted(container.service(), exitCode), Set.of(container.service()));
    }

    private String withoutHealthcheck(ContainerSummary container) {
        if (container.ports().stream().anyMatch(this::isToAnswer)) {
            return silentPort(container);
        }
        if (container.hasRunForASecond()) {
            return "";
        }
        long seen = firstSeenRunning.computeIfAbsent(container.id(), id -> clock.nanos());
        return clock.since(seen).compareTo(SETTLING) < 0 ? "just started" : "";
    }

    private String silentPort(ContainerSummary container) {
        for (PortBinding port : container.ports()) {
            String host = HostAddress.reachable(port.hostAddress(), engine.host());
            String key = container.id() + host + port.published();
            if (isToAnswer(port) && !answered.contains(key)) {
                if (!isListening.test(host, port.published())) {
                    return "port %s does not answer".formatted(port.target());
                }
                answered.add(key);
            }
        }
        return "";
    }

    private boolean isToAnswer(PortBinding port) {
        return port.protocol().equals("tcp") && engine.place().reaches(port.hostAddress());
    }

    private static boolean restarts(JsonNode service) {
        return !restart(service).equals("no");
    }

    /** Whether the engine starts a container again that has ended as this one has. */
    private static boolean startsAgain(ContainerSummary container, JsonNode service) {
        return container.exitCode().orElse(0) == 0
                ? List.of("always", "unless-stopped").contains(restart(service))
                : restarts(service);
    }

    private static String restart(JsonNode service) {
        return service.path("restart").asText("no");
    }

    /** Whether the Compose file has a healthcheck. One of the image shows in the container's status as soon as it runs. */
    private static boolean hasHealthcheck(JsonNode service) {
        JsonNode healthcheck = service.path("healthcheck");
        return healthcheck.has("test")
                && !healthcheck.path("disable").asBoolean()
                && !healthcheck.path("test").path(0).asText().equals("NONE");
    }
}
