package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tags of images that the stack builds. A tag exists once on an engine, so a build for one environment would replace the image that
 * another environment runs. The rule appends the project's name to the tag, there and wherever else the stack names the same image: as
 * the image of a service or of a {@code pre_start} hook, as a volume, in arguments and additional contexts of a build, and in a
 * {@code dockerfile_inline}.
 *
 * <p>{@code build.cache_from} stays: it is only read, and names an image of a registry that no environment has built.
 */
final class BuiltImageRule implements Rule {
    /** In characters (<a href="https://docs.docker.com/reference/cli/docker/image/tag/">docker image tag</a>). */
    private static final int MAX_TAG_LENGTH = 128;

    /**
     * How an additional build context names an image (<a
     * href="https://docs.docker.com/reference/compose-file/build/#additional_contexts">Compose: additional_contexts</a>).
     */
    private static final String IMAGE_SCHEME = "docker-image://";

    /** {@code FROM --platform=linux/amd64 IMAGE AS base}, {@code COPY --from=IMAGE}, {@code RUN --mount=type=bind,from=IMAGE}. */
    private static final Pattern IN_DOCKERFILE =
            Pattern.compile("(?m)(^[ \\t]*(?i:FROM)[ \\t]+(?:--\\S+[ \\t]+)*|--from=|--mount=\\S*\\bfrom=)([^\\s,]+)");

    @Override
    public void apply(IsolationContext context) {
        Map<String, String> renamed = new HashMap<>();
        context.forEachService((name, service) -> {
            if (service.hasNonNull("build")) {
                String image = service.path("image").asText();
                if (!image.isEmpty()) {
                    scope(context, name, "image", image, renamed);
                }
                for (String tag : Fields.texts(service.path("build").path("tags"))) {
                    scope(context, name, "build.tags", tag, renamed);
                }
            }
        });
        if (!renamed.isEmpty()) {
            context.forEachService((name, service) -> {
                rename(service, "image", renamed);
                renameIn(service.path("pre_start"), hook -> true, "image", renamed);
                renameIn(service.path("volumes"), BuiltImageRule::isImage, "source", renamed);
                if (service.get("build") instanceof ObjectNode build) {
                    renameAll(build.get("args"), renamed);
                    renameAll(build.get("additional_contexts"), renamed);
                    renameAll(build.get("tags"), renamed);
                    renameInDockerfile(build, renamed);
                }
            });
        }
    }

    private static boolean isImage(JsonNode volume) {
        return volume.path("type").asText().equals("image");
    }

    private static void renameIn(
            JsonNode entries, Predicate<JsonNode> filter, String key, Map<String, String> renamed) {
        for (JsonNode entry : entries) {
            if (entry instanceof ObjectNode object && filter.test(object)) {
                rename(object, key, renamed);
            }
        }
    }

    private static void renameInDockerfile(ObjectNode build, Map<String, String> renamed) {
        String inline = build.path("dockerfile_inline").asText();
        if (!inline.isEmpty()) {
            build.put(
                    "dockerfile_inline",
                    IN_DOCKERFILE
                            .matcher(inline)
                            .replaceAll(found ->
                                    Matcher.quoteReplacement(found.group(1) + renamed(found.group(2), renamed))));
        }
    }

    private static void scope(
            IsolationContext context, String service, String key, String image, Map<String, String> renamed) {
        renamed.computeIfAbsent(withTag(image), tag -> {
            String scoped = scoped(tag, context.project());
            context.changed(service, key, image, "'%s' is built as '%s'".formatted(image, scoped));
            return scoped;
        });
    }

    /** The engine reads an image name without a tag as the one with the tag "latest". */
    private static String withTag(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        return name.contains(":") || name.contains("@") ? image : image + ":latest";
    }

    static String scoped(String image, String project) {
        int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
        String repository = colon < 0 ? image : image.substring(0, colon);
        String tag = (colon < 0 ? "latest" : image.substring(colon + 1)) + "-" + project;
        // Of a tag that is too long, only the project's name is kept: it is what differs between environments.
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
        String scheme = value.startsWith(IMAGE_SCHEME) ? IMAGE_SCHEME : "";
        String scoped = renamed.get(withTag(value.substring(scheme.length())));
        return scoped == null ? value : scheme + scoped;
    }
}
