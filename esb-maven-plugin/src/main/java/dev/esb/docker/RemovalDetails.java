package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What has to be known of a container before it is stopped and removed.
 *
 * @param pid the id of its main process on the engine's host; 0 where none runs, and where it is paused
 * @param stopSignal the signal that {@code docker stop} sends, as the image or the stack names it: {@code SIGQUIT}, {@code quit} or
 *     {@code 3}; empty where they name none, which means SIGTERM
 * @param volumes names of the volumes that it mounts. None where it mounts those of other containers ({@code volumes_from}): which of them
 *     came with it cannot be told
 */
public record RemovalDetails(String id, long pid, String stopSignal, List<String> volumes) {

    static RemovalDetails of(JsonNode json) {
        boolean isRunning = json.path("state").asText().equals("running");
        return new RemovalDetails(
                json.path("id").asText(),
                isRunning ? json.path("pid").asLong() : 0,
                json.path("signal").asText(),
                json.path("from").isEmpty() ? volumes(json) : List.of());
    }

    private static List<String> volumes(JsonNode container) {
        List<String> except = List.of(container.path("except").asText().split(","));
        return StreamSupport.stream(container.path("mounts").spliterator(), false)
                .filter(mount -> mount.path("Type").asText().equals("volume"))
                .map(mount -> mount.path("Name").asText())
                .filter(name -> !except.contains(name))
                .toList();
    }
}
