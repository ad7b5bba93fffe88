package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an image consists of, whatever its name and ID are: those of two builds of the same files differ.
 *
 * @param layers the digests of its layers, from the lowest
 * @param configuration what containers have from it, such as their command and user; without labels
 * @param volumes the paths at which a container has a volume of its own
 */
public record ImageDetails(List<String> layers, JsonNode configuration, List<String> volumes) {
    /** Of the build, and not of what a container does: names and IDs that an engine before version 25 has written into it. */
    private static final Set<String> OF_BUILD = Set.of("Labels", "Image", "Hostname");

    static ImageDetails of(JsonNode json) {
        ObjectNode configuration =
                json.path("Config") instanceof ObjectNode given ? given.deepCopy() : ((ObjectNode) json).objectNode();
        configuration.remove(OF_BUILD);
        List<String> volumes = new ArrayList<>();
        configuration.path("Volumes").fieldNames().forEachRemaining(volumes::add);
        return new ImageDetails(
                Json.strings(json.path("RootFS").path("Layers")),
                configuration,
                volumes.stream().sorted().toList());
    }
}
