package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a container fares, or how it ended, as {@code docker inspect} prints it.
 *
 * @param id its full id
 * @param service its service in the Compose file
 * @param state {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code removing}, {@code exited} or {@code dead}
 * @param exitCode the exit code of the main process; 0 while it runs
 * @param error why the engine could not start the container; empty where it could
 * @param isOutOfMemory whether a process was killed because the container had used up its memory
 * @param restarts how many times the engine has restarted it after its main process had ended
 * @param isUnhealthy whether as many checks in a row as {@code retries} says have failed; a container that does not run can be, too
 * @param failedCheck the last healthcheck, where that has failed
 */
public record InspectedContainer(
        String id,
        String service,
        String state,
        int exitCode,
        String error,
        boolean isOutOfMemory,
        int restarts,
        boolean isUnhealthy,
        Optional<FailedCheck> failedCheck) {

    /**
     * A healthcheck that has failed.
     *
     * @param exitCode of its command; -1 where the command took too long
     * @param output what the command has printed
     */
    public record FailedCheck(int exitCode, String output) {}

    /** Reads the answer to {@link ContainerCommand.Inspect}. */
    public static List<InspectedContainer> parse(String inspected) {
        List<InspectedContainer> containers = new ArrayList<>();
        Json.object(inspected).forEach(json -> containers.add(of(json)));
        return containers;
    }

    private static InspectedContainer of(JsonNode json) {
        JsonNode state = json.path("State");
        // Podman before version 5: Healthcheck
        JsonNode health = state.has("Health") ? state.path("Health") : state.path("Healthcheck");
        return new InspectedContainer(
                json.path("Id").asText(),
                json.path("Config").path("Labels").path(ComposeLabels.SERVICE).asText(),
                state.path("Status").asText(),
                state.path("ExitCode").asInt(),
                state.path("Error").asText(),
                state.path("OOMKilled").asBoolean(),
                json.path("RestartCount").asInt(),
                health.path("Status").asText().equals("unhealthy"),
                failedCheck(health.path("Log")));
    }

    private static Optional<FailedCheck> failedCheck(JsonNode log) {
        JsonNode last = log.path(log.size() - 1);
        int exitCode = last.path("ExitCode").asInt();
        return exitCode == 0
                ? Optional.empty()
                : Optional.of(
                        new FailedCheck(exitCode, last.path("Output").asText().strip()));
    }

    /** Whether the main process has ended, and the engine does not restart it. */
    public boolean hasEnded() {
        return state.equals("exited") || state.equals("dead");
    }
}
