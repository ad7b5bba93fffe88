package dev.esb.cleanup;

import dev.esb.MonotonicClock;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the service behind the name before a line of {@code docker compose logs}. Each answer of the engine is remembered: one that names
 * no service for some seconds only, because the container may get this name later, as one does that Compose recreates.
 */
final class LogPrefixes {
    /** How long a name without a service stays one. */
    private static final Duration UNKNOWN = Duration.ofSeconds(5);

    /** How many names without a service are asked for in that time. What a service itself prints can look like a name. */
    private static final int MOST_UNKNOWN = 20;

    /** https://docs.docker.com/reference/cli/docker/container/rename/ */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    private final Docker docker;
    private final String project;
    private final MonotonicClock clock;
    private final Map<String, String> services = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private long unknownSince;

    LogPrefixes(Docker docker, String project, MonotonicClock clock) {
        this.docker = docker;
        this.project = project;
        this.clock = clock;
    }

    /** The service; empty for a line of another kind, or of a container that is not of the project. */
    Optional<String> service(String prefix) {
        if (!services.containsKey(prefix) && mayBeNew(prefix)) {
            new Containers(docker)
                    .of(project)
                    .forEach(container -> services.put(prefix(container), container.service()));
            if (!services.containsKey(prefix)) {
                unknown.add(prefix);
            }
        }
        return Optional.ofNullable(services.get(prefix));
    }

    private boolean mayBeNew(String prefix) {
        if (!NAME.matcher(prefix).matches()) {
            return false;
        }
        if (unknown.isEmpty() || clock.since(unknownSince).compareTo(UNKNOWN) >= 0) {
            unknown.clear();
            unknownSince = clock.nanos();
        }
        return unknown.size() < MOST_UNKNOWN && !unknown.contains(prefix);
    }

    /** Compose leaves out the project's name where the container's name begins with it. */
    private String prefix(ContainerSummary container) {
        String name = container.name();
        return name.startsWith(project + "-") ? name.substring(project.length() + 1) : name;
    }
}
