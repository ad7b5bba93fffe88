package dev.esb.lifecycle;

import dev.esb.docker.ProgressLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which containers Compose has not started yet, and for which it waits, by its lines about them. */
final class ContainerStarts {
    /** The states of a container that does not run yet; any other one follows its start. */
    private static final Set<String> BEFORE_START =
            Set.of("Creating", "Created", "Recreate", "Recreated", "Stopping", "Stopped", "Starting");

    private final Map<String, String> states = new LinkedHashMap<>();

    void accept(ProgressLine line) {
        if (line.kind().equals("Container")) {
            states.put(line.name(), line.state());
        }
    }

    /** In a few words; empty where every container that Compose has named was started. */
    String unfinished() {
        List<String> parts = new ArrayList<>();
        String awaited = names(Set.of("Waiting"));
        if (!awaited.isEmpty()) {
            parts.add("Compose waits for " + awaited);
        }
        String notStarted = names(BEFORE_START);
        if (!notStarted.isEmpty()) {
            parts.add("not started: " + notStarted);
        }
        return String.join("; ", parts);
    }

    private String names(Set<String> wanted) {
        return states.entrySet().stream()
                .filter(container -> wanted.contains(container.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }
}
