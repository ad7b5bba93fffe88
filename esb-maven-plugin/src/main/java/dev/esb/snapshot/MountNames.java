package dev.esb.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The last names of the paths at which the services of a stack mount something. */
public final class MountNames {
    private MountNames() {}

    /** @param model the isolated model */
    public static Set<String> of(JsonNode model) {
        return StreamSupport.stream(model.path("services").spliterator(), false)
                .flatMap(service -> StreamSupport.stream(service.path("volumes").spliterator(), false))
                .map(mount ->
                        mount.path("target").asText().replaceFirst("/+$", "").replaceFirst(".*/", ""))
                .collect(Collectors.toSet());
    }
}
