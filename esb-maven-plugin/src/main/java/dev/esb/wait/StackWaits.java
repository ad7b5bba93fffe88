package dev.esb.wait;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import dev.esb.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The waits of a stack, and whether its services can satisfy them at all. */
public final class StackWaits {
    private StackWaits() {}

    /**
     * The waits of the pom and of the labels, those for HTTP with their port.
     *
     * @param configured those of the pom
     * @param model the isolated model
     * @throws EsbException when one is for a service that the stack does not have or that has no container, for a port that the service
     *     does not publish, or a label is not usable
     */
    public static List<ServiceWait> of(List<ServiceWait> configured, JsonNode model) {
        List<ServiceWait> all = new ArrayList<>(configured);
        JsonNode services = model.path("services");
        services.properties().forEach(service -> all.addAll(WaitLabels.of(service.getKey(), service.getValue())));
        return all.stream().map(wait -> complete(wait, services)).toList();
    }

    private static ServiceWait complete(ServiceWait wait, JsonNode services) {
        JsonNode service = services.path(wait.service());
        if (service.isMissingNode()) {
            throw unknown(wait, services);
        }
        if (service.has("provider")) {
            throw new EsbException(
                    "The wait %s cannot be satisfied: a provider runs the service, which has no container. Leave the wait out."
                            .formatted(wait));
        }
        if (wait.condition() instanceof Condition.Http http) {
            int port = http.port().isPresent() ? http.port().getAsInt() : onlyPort(wait, service);
            requirePublished(port, wait, service);
            return wait.with(http.with(port));
        }
        if (wait.condition() instanceof Condition.Tcp tcp) {
            requirePublished(tcp.port(), wait, service);
        }
        return wait;
    }

    private static EsbException unknown(ServiceWait wait, JsonNode services) {
        List<String> names = new ArrayList<>();
        services.fieldNames().forEachRemaining(names::add);
        return new EsbException(
                "There is a wait for the service '%s' (%s), which the stack does not have.%s Its services are: %s."
                        .formatted(
                                wait.service(),
                                wait.condition().name(),
                                NearestName.of(wait.service(), names)
                                        .map(" Did you mean '%s'?"::formatted)
                                        .orElse(""),
                                String.join(", ", names)));
    }

    private static int onlyPort(ServiceWait wait, JsonNode service) {
        List<Integer> published = published(service);
        if (published.size() > 1) {
            throw new EsbException(
                    "The wait %s does not say for which port it is: the service publishes %s. Put one of them before the path, such as %s%s."
                            .formatted(wait, text(published), published.get(0), path(wait)));
        }
        if (published.isEmpty()) {
            throw new EsbException(
                    "The wait %s needs a port, and the service publishes none for TCP. Add the port of the container to its 'ports', or wait for a line of its log, or for a command in it."
                            .formatted(wait));
        }
        return published.get(0);
    }

    private static String path(ServiceWait wait) {
        return wait.condition() instanceof Condition.Http http ? http.path() : "";
    }

    private static void requirePublished(int port, ServiceWait wait, JsonNode service) {
        List<Integer> published = published(service);
        if (!published.contains(port)) {
            throw new EsbException(
                    "The wait %s needs port %s of the container, which the service does not publish: it publishes %s for TCP. Add \"%s\" to its 'ports', or wait for a line of its log, or for a command in it."
                            .formatted(wait, port, published.isEmpty() ? "none" : text(published), port));
        }
    }

    private static String text(List<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static List<Integer> published(JsonNode service) {
        List<Integer> ports = new ArrayList<>();
        service.path("ports").forEach(port -> {
            int target = port.path("target").asInt();
            if (port.path("protocol").asText("tcp").equals("tcp") && !ports.contains(target)) {
                ports.add(target);
            }
        });
        return ports;
    }
}
