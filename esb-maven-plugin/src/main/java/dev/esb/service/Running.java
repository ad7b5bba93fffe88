package dev.esb.service;

import dev.esb.EsbException;
import dev.esb.docker.ContainerSummary;
import dev.esb.environment.EnvironmentKey;
import java.util.List;
import java.util.stream.Collectors;

/** For goals that can do nothing with containers that have ended. */
final class Running {
    private Running() {}

    /**
     * Those of the containers that run or are paused.
     *
     * @param services those that the user has named; empty for all
     * @throws EsbException when there are none
     */
    static List<ContainerSummary> require(EnvironmentKey key, List<String> services, List<ContainerSummary> own) {
        List<ContainerSummary> alive =
                own.stream().filter(ContainerSummary::isAlive).toList();
        if (alive.isEmpty()) {
            throw new EsbException("%s of the environment '%s' runs (%s). Start what has ended with: mvn esb:start %s"
                    .formatted(
                            services.isEmpty()
                                    ? "No container"
                                    : "No container of " + String.join(", ", services) + " (esb.service)",
                            key,
                            own.stream()
                                    .map(container -> container.name() + ": " + container.status())
                                    .collect(Collectors.joining(", ")),
                            ServicesChanged.options(key, services)));
        }
        return alive;
    }
}
