package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;

/** How many containers a service has (<a href="https://docs.docker.com/reference/compose-file/deploy/#replicas">Compose</a>). */
public final class Replicas {
    private Replicas() {}

    /** The number in the model; 1 where it has none. */
    public static int of(JsonNode service) {
        JsonNode replicas = service.path("deploy").path("replicas");
        return replicas.isNumber() ? replicas.asInt() : service.path("scale").asInt(1);
    }
}
