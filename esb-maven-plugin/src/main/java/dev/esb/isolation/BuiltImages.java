package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;

/**
 * Tags of images that the stack builds: building for one environment would overwrite the image that another one runs. The tag
 * gets the project's name, and so does every place that names exactly this image.
 */
final class BuiltImages implements Rule {
    private static final int MAX_TAG_LENGTH = 128;

    @Override
    public void apply(Isolation isolation) {
        Map<String, String> renamed = new HashMap<>();
        isolation.forEachService((name, service) -> {
            String image = service.path("image").asText();
            if (service.hasNonNull("build") && !image.isEmpty()) {
                renamed.computeIfAbsent(image, tag -> {
                    String scoped = scoped(tag, isolation.project());
                    isolation.changed(name, "image", tag, "'%s' is built as '%s'".formatted(tag, scoped));
                    return scoped;
                });
            }
        });
        if (!renamed.isEmpty()) {
            isolation.forEachService((name, service) -> {
                rename(service, "image", renamed);
                if (service.get("build") instanceof ObjectNode build) {
                    renameAll(build.get("args"), renamed);
                    renameAll(build.get("additional_contexts"), renamed);
                    renameAll(build.get("tags"), renamed);
                }
            });
        }
    }

    static String scoped(String image, String project) {
        int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
        String repository = colon < 0 ? image : image.substring(0, colon);
        String tag = (colon < 0 ? "latest" : image.substring(colon + 1)) + "-" + project;
        // The project's name tells environments apart, so it is the other end that gives way.
        return repository + ":" + (tag.length() > MAX_TAG_LENGTH ? project : tag);
    }

    private static void renameAll(JsonNode values, Map<String, String> renamed) {
        if (values instanceof ObjectNode object) {
            Fields.of(object).forEach(name -> rename(object, name, renamed));
        } else if (values instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, TextNode.valueOf(renamed(array.get(i).asText(), renamed)));
            }
        }
    }

    private static void rename(ObjectNode node, String key, Map<String, String> renamed) {
        if (node.path(key).isTextual()) {
            node.put(key, renamed(node.get(key).asText(), renamed));
        }
    }

    private static String renamed(String value, Map<String, String> renamed) {
        String scheme = "docker-image://";
        return value.startsWith(scheme)
                ? scheme + renamed.getOrDefault(value.substring(scheme.length()), value.substring(scheme.length()))
                : renamed.getOrDefault(value, value);
    }
}
