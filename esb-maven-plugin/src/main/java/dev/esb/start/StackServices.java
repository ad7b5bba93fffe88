package dev.esb.start;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.isolation.Replicas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The services of a stack, by the names that Compose and the engine have for their containers and images.
 *
 * @param project the Compose project
 * @param model the isolated model
 */
public record StackServices(String project, JsonNode model) {
    private static final Pattern CONTAINER = Pattern.compile("\\bcontainer ([\\w.-]*\\w)");

    /** The names, for messages: {@code service 'web'}, {@code services 'api', 'web'}. */
    public static String text(Collection<String> services) {
        return (services.size() == 1 ? "service " : "services ") + quoted(services);
    }

    /** The names without a word before them: {@code 'api', 'web'}. */
    static String quoted(Collection<String> names) {
        return names.stream().distinct().map("'%s'"::formatted).collect(Collectors.joining(", "));
    }

    boolean has(String service) {
        return model.path("services").has(service);
    }

    JsonNode get(String service) {
        return model.path("services").path(service);
    }

    /** The service of a container, by the container's name. */
    Optional<String> ofContainer(String name) {
        return names((service, fields) -> isContainer(name, service, fields)).stream()
                .findFirst();
    }

    /** The services that are run from an image. */
    List<String> ofImage(String image) {
        return names((service, fields) -> withTag(image(service)).equals(withTag(image)));
    }

    /** The services whose image is built. */
    List<String> built() {
        return names((service, fields) -> fields.has("build"));
    }

    /** The services that a provider runs. */
    List<String> provided() {
        return names((service, fields) -> fields.has("provider"));
    }

    /** The provider of a service, a program; empty where it has none. */
    String provider(String service) {
        return get(service).path("provider").path("type").asText();
    }

    /** The name of the image of a service; Compose gives a name to what it builds without one. */
    public String image(String service) {
        return get(service).path("image").asText(project + "-" + service);
    }

    /** The services that have to be healthy before others are started. */
    public List<String> awaitedHealthy() {
        return names(
                (service, fields) -> !dependents(service, "service_healthy").isEmpty());
    }

    /** Which services cannot start without another one, as the rest of a sentence about that; empty where there are none. */
    public String waitingFor(String service) {
        List<String> parts = new ArrayList<>();
        for (String condition : List.of("service_healthy", "service_completed_successfully")) {
            List<String> dependents = dependents(service, condition);
            if (!dependents.isEmpty()) {
                parts.add("%s for it (depends_on, %s)"
                        .formatted(quoted(dependents) + (dependents.size() == 1 ? " waits" : " wait"), condition));
            }
        }
        return parts.isEmpty() ? "" : ", and " + String.join(", ", parts);
    }

    private List<String> dependents(String service, String condition) {
        return names((name, fields) -> fields.path("depends_on")
                .path(service)
                .path("condition")
                .asText()
                .equals(condition));
    }

    /** A text of Compose with names of services in the place of names of containers. */
    String inWordsOfTheStack(String text) {
        return CONTAINER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(ofContainer(found.group(1))
                        .map("service '%s'"::formatted)
                        .orElse(found.group())));
    }

    private boolean isContainer(String name, String service, JsonNode fields) {
        if (fields.has("container_name")) {
            return fields.path("container_name").asText().equals(name);
        }
        for (int number = 1; number <= Replicas.of(fields); number++) {
            // With an underscore where COMPOSE_COMPATIBILITY is set.
            if (name.equals(project + "-" + service + "-" + number)
                    || name.equals(project + "_" + service + "_" + number)) {
                return true;
            }
        }
        return false;
    }

    private static String withTag(String image) {
        String name = image.replaceFirst("^(?:docker\\.io/)?(?:library/)?", "");
        return name.lastIndexOf(':') > name.lastIndexOf('/') ? name : name + ":latest";
    }

    private List<String> names(BiPredicate<String, JsonNode> filter) {
        return model.path("services").properties().stream()
                .filter(service -> filter.test(service.getKey(), service.getValue()))
                .map(service -> service.getKey())
                .toList();
    }
}
