package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.docker.ContainerSummary.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The healthcheck of a container, as {@code docker inspect} prints it. What the file and the image leave out has Docker's default.
 *
 * @param container the container's id
 * @param health what the engine knows: {@link Health#NONE} where the container has no healthcheck
 * @param hasRun whether the engine has run the check at least once and it has ended
 * @param command the command and its arguments, to be run in the container; empty where there is no healthcheck
 * @param interval the time between two checks, and before the first one
 * @param timeout how long a check may take
 * @param startPeriod for how long after the start a check that fails does not count
 * @param retries how many checks in a row have to fail
 */
public record ContainerHealth(
        String container,
        Health health,
        boolean hasRun,
        List<String> command,
        Duration interval,
        Duration timeout,
        Duration startPeriod,
        int retries) {
    private static final Duration DEFAULT = Duration.ofSeconds(30);
    private static final int RETRIES = 3;

    static ContainerHealth of(JsonNode json) {
        JsonNode check = json.path("check");
        JsonNode state = json.path("health");
        List<String> command = command(check.path("Test"));
        int retries = check.path("Retries").asInt();
        return new ContainerHealth(
                json.path("id").asText(),
                command.isEmpty() ? Health.NONE : health(state.path("Status").asText()),
                !state.path("Log").isEmpty(),
                command,
                time(check.path("Interval"), DEFAULT),
                time(check.path("Timeout"), DEFAULT),
                time(check.path("StartPeriod"), Duration.ZERO),
                retries > 0 ? retries : RETRIES);
    }

    private static Health health(String status) {
        return switch (status) {
            case "healthy" -> Health.HEALTHY;
            case "unhealthy" -> Health.UNHEALTHY;
            default -> Health.STARTING;
        };
    }

    /** From {@code ["CMD", "pg_isready"]} or {@code ["CMD-SHELL", "pg_isready || exit 1"]}; {@code ["NONE"]} is none. */
    private static List<String> command(JsonNode test) {
        List<String> words = new ArrayList<>(Json.strings(test));
        String form = words.isEmpty() ? "NONE" : words.remove(0);
        return switch (form) {
            case "CMD" -> List.copyOf(words);
            case "CMD-SHELL" -> List.of("/bin/sh", "-c", String.join(" ", words));
            default -> List.of();
        };
    }

    private static Duration time(JsonNode nanos, Duration otherwise) {
        return nanos.asLong() > 0 ? Duration.ofNanos(nanos.asLong()) : otherwise;
    }
}
