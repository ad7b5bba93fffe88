package dev.esb.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which services are stopped so that data stands still, and how they go on.
 *
 * @param withData those that mount the data
 * @param replaced those of which the containers are replaced: with data, and those that share a network or processes with one that is replaced
 * @param others those that depend on one of these, and go on as they were
 */
public record StopGroups(Set<String> withData, Set<String> replaced, Set<String> others) {
    private static final List<String> SHARED = List.of("network_mode", "pid", "ipc");

    /**
     * Groups the services of a stack.
     *
     * @param model the isolated model
     */
    public static StopGroups of(JsonNode model, Set<String> withData) {
        Set<String> replaced = new TreeSet<>(withData);
        while (addFirst(model, replaced, replaced, StopGroups::sharesWith)) {
            // Until there are no more.
        }
        Set<String> stopped = new TreeSet<>(replaced);
        while (addFirst(model, stopped, stopped, StopGroups::dependsOn)) {
            // Until there are no more.
        }
        stopped.removeAll(replaced);
        return new StopGroups(withData, replaced, stopped);
    }

    /** The same groups, with further services that go on as they were. */
    public StopGroups with(Collection<String> more) {
        Set<String> all = new TreeSet<>(others);
        all.addAll(more);
        all.removeAll(replaced);
        return new StopGroups(withData, replaced, all);
    }

    /** Both. */
    public StopGroups and(StopGroups other) {
        return new StopGroups(
                union(withData, other.withData), union(replaced, other.replaced), union(others, other.others));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    /** Whether a service is in one of the groups. */
    public boolean has(String service) {
        return replaced.contains(service) || others.contains(service);
    }

    /** What is to be done beyond what was done already. */
    public StopGroups without(StopGroups done) {
        Set<String> moreReplaced = new TreeSet<>(replaced);
        moreReplaced.removeAll(done.replaced);
        Set<String> moreOthers = new TreeSet<>(others);
        moreOthers.removeAll(done.others);
        return new StopGroups(withData, moreReplaced, moreOthers);
    }

    private interface Relation {
        boolean holds(JsonNode service, String other);
    }

    private static boolean addFirst(JsonNode model, Set<String> all, Set<String> others, Relation relation) {
        for (Map.Entry<String, JsonNode> service : model.path("services").properties()) {
            if (!all.contains(service.getKey())
                    && others.stream().anyMatch(other -> relation.holds(service.getValue(), other))) {
                return all.add(service.getKey());
            }
        }
        return false;
    }

    private static boolean sharesWith(JsonNode service, String other) {
        return SHARED.stream().anyMatch(key -> service.path(key).asText().equals("service:" + other));
    }

    /** Whether a service cannot be started before another one. */
    public static boolean dependsOn(JsonNode service, String other) {
        if (service.path("depends_on").has(other) || sharesWith(service, other)) {
            return true;
        }
        for (JsonNode link : service.path("links")) {
            if (link.asText().split(":", 2)[0].equals(other)) {
                return true;
            }
        }
        return false;
    }
}
