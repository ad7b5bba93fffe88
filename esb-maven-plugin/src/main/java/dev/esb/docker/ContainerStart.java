package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;

/**
 * When the main process of a container was started last, and whether it has ended, as {@code docker inspect} prints it.
 *
 * @param id the full id
 * @param state {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code removing}, {@code exited} or {@code dead};
 *     Podman has further ones
 * @param started in the year 1 where it never was
 */
public record ContainerStart(String id, String state, Instant started) {
    /** Of Docker and of Podman. Between two starts, "restarting" is one of them: the process of the first has ended. */
    private static final Set<String> ENDED =
            Set.of("created", "configured", "initialized", "restarting", "removing", "exited", "stopped", "dead");

    static ContainerStart of(JsonNode json) {
        return new ContainerStart(
                json.path("id").asText(),
                json.path("state").asText(),
                Instant.parse(json.path("started").asText()));
    }

    /** Whether the process that was started last has ended. */
    public boolean hasEnded() {
        return ENDED.contains(state);
    }
}
