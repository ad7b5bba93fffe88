package dev.esb.start;

import dev.esb.docker.ProgressLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which services Compose has not started yet, and for which it waits, by its lines about their containers. */
final class ContainerStarts {
    /** The states of a container that does not run yet; any other one follows its start. */
    private static final Set<String> BEFORE_START =
            Set.of("Creating", "Created", "Recreate", "Recreated", "Stopping", "Stopped", "Starting");

    private final StackServices services;
    private final Map<String, String> states = new LinkedHashMap<>();

    ContainerStarts(StackServices services) {
        this.services = services;
    }

    void accept(ProgressLine line) {
        if (line.kind().equals("Container")) {
            states.put(line.name(), line.state());
        }
    }

    /** In a few words; empty where every container that Compose has named was started. */
    String unfinished() {
        List<String> parts = new ArrayList<>();
        Set<String> awaited = awaited();
        if (!awaited.isEmpty()) {
            parts.add("Compose waits for the " + StackServices.text(awaited));
        }
        Set<String> notStarted = in(BEFORE_START);
        if (!notStarted.isEmpty()) {
            parts.add("not started: " + StackServices.quoted(notStarted));
        }
        return String.join("; ", parts);
    }

    /** The services for which Compose waits before it starts others. */
    Set<String> awaited() {
        return in(Set.of("Waiting"));
    }

    /** The services of which Compose has begun to create a container, and not done so. */
    Set<String> beingCreated() {
        return in(Set.of("Creating"));
    }

    /** The services of which Compose has begun to start a container, and not done so. */
    Set<String> beingStarted() {
        return in(Set.of("Starting"));
    }

    private Set<String> in(Set<String> wanted) {
        return states.entrySet().stream()
                .filter(container -> wanted.contains(container.getValue()))
                .map(Map.Entry::getKey)
                .map(name -> services.ofContainer(name).orElse(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
