package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The files of configs and secrets, which Compose mounts into the services that use them, read only
 * (<a href="https://docs.docker.com/reference/compose-file/services/#configs">configs</a>,
 * <a href="https://docs.docker.com/reference/compose-file/services/#secrets">secrets</a>). What comes from a variable or is in the Compose file
 * itself is not mounted but copied by Compose.
 */
final class FileMounts {
    private FileMounts() {}

    /** Those of a service. */
    static List<MountedPath> of(IsolationContext context, ObjectNode service, String name) {
        List<MountedPath> files = new ArrayList<>();
        for (String key : List.of("configs", "secrets")) {
            for (JsonNode use : service.path(key)) {
                JsonNode file = context.model()
                        .path(key)
                        .path(use.path("source").asText())
                        .path("file");
                if (file.isTextual()) {
                    ObjectNode mount = service.objectNode()
                            .put("type", "bind")
                            .put("source", file.asText())
                            .put("target", target(key, use))
                            .put("read_only", true);
                    files.add(new MountedPath(name, key, mount));
                }
            }
        }
        return files;
    }

    /** Gives the service a mount in place of the first of its configs or secrets that is mounted at the same path. */
    static void replace(ObjectNode service, MountedPath file) {
        ArrayNode uses = (ArrayNode) service.get(file.key());
        Iterator<JsonNode> each = uses.iterator();
        while (each.hasNext()) {
            if (target(file.key(), each.next())
                    .equals(file.mount().path("target").asText())) {
                each.remove();
                break;
            }
        }
        if (uses.isEmpty()) {
            service.remove(file.key());
        }
        service.withArrayProperty("volumes").add(file.mount());
    }

    private static String target(String key, JsonNode use) {
        String directory = key.equals("secrets") ? "/run/secrets/" : "/";
        String target = use.path("target").asText();
        if (target.isEmpty()) {
            return directory + use.path("source").asText();
        }
        return target.startsWith("/") ? target : directory + target;
    }
}
