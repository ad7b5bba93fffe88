package dev.esb.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.docker.ImageDetails;
import dev.esb.isolation.IsolatedModel;
import java.io.UncheckedIOException;
import java.util.List;

/** Models of stacks, written as YAML, and what goes with them. */
final class Models {
    private Models() {}

    static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) new YAMLMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A model in which the rules had nothing to move. */
    static IsolatedModel isolated(String text) {
        return new IsolatedModel(yaml(text), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** An image that declares volumes. */
    static ImageDetails image(String... volumes) {
        return new ImageDetails(List.of("sha256:1"), yaml("User: app"), List.of(volumes));
    }
}
