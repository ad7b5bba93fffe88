package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The number of containers of a service (<a href="https://docs.docker.com/reference/compose-file/deploy/#replicas">Compose:
 * replicas</a>).
 */
public final class Replicas {
    private Replicas() {}

    /**
     * The number in the model, from {@code deploy.replicas} before {@code scale}; 1 where it has neither, and 0 where a {@code provider}
     * runs the service (<a href="https://docs.docker.com/reference/compose-file/services/#provider">Compose: provider</a>).
     */
    public static int of(JsonNode service) {
        if (service.has("provider")) {
            return 0;
        }
        JsonNode replicas = service.path("deploy").path("replicas");
        return replicas.isNumber() ? replicas.asInt() : service.path("scale").asInt(1);
    }
}
