package dev.esb.service;

import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * In which order services are started, by their {@code depends_on}, which is in a label of their containers. {@code docker compose start} is of no use: it
 * starts what they depend on as well, also one-shot services that are done.
 */
final class StartOrder {
    private static final String STARTED = "service_started";

    /** What each service depends on, and the condition; only services that are started. */
    private final Map<String, Map<String, String>> dependencies = new LinkedHashMap<>();

    /** @param settings those of the containers that are started */
    StartOrder(List<ContainerSettings> settings) {
        settings.forEach(container -> dependencies.put(
                container.service(), read(container.labels().getOrDefault(ComposeLabels.DEPENDS_ON, ""))));
        dependencies.values().forEach(of -> of.keySet().retainAll(dependencies.keySet()));
    }

    /** The services in groups: each depends only on those of groups before. */
    List<Set<String>> groups() {
        List<Set<String>> groups = new ArrayList<>();
        Set<String> done = new HashSet<>();
        while (done.size() < dependencies.size()) {
            Set<String> group = new HashSet<>(dependencies.keySet());
            group.removeAll(done);
            Set<String> ready = new HashSet<>(group);
            ready.removeIf(
                    service -> !done.containsAll(dependencies.get(service).keySet()));
            // Compose accepts no stack with a circle; a label that another program has written is no reason to go on
            // for ever.
            groups.add(ready.isEmpty() ? group : ready);
            done.addAll(groups.get(groups.size() - 1));
        }
        return groups;
    }

    /** Of these services, those that another one waits for: until they are healthy, or have ended. */
    Set<String> awaited(Set<String> services) {
        return thoseOn(services, condition -> !condition.equals(STARTED));
    }

    /** Of these services, those whose end another one waits for. */
    Set<String> awaitedEnds(Set<String> services) {
        return thoseOn(services, "service_completed_successfully"::equals);
    }

    private Set<String> thoseOn(Set<String> services, Predicate<String> condition) {
        Set<String> found = new HashSet<>();
        dependencies
                .values()
                .forEach(of -> of.forEach((service, wanted) -> {
                    if (services.contains(service) && condition.test(wanted)) {
                        found.add(service);
                    }
                }));
        return found;
    }

    /** From {@code db:service_healthy:false,seed:service_completed_successfully:false}. */
    private static Map<String, String> read(String label) {
        Map<String, String> conditions = new HashMap<>();
        for (String dependency : label.split(",")) {
            String[] parts = dependency.split(":");
            conditions.put(parts[0], parts.length > 1 ? parts[1] : STARTED);
        }
        return conditions;
    }
}
