package dev.esb.start;

import dev.esb.cleanup.ServiceLogs;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.ContainerSummary.Health;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.InspectedContainer;
import dev.esb.docker.InspectedContainer.FailedCheck;
import java.util.List;

/**
 * What the services that keep a stack from coming up have to say: the last lines of their logs, and the output of their healthchecks.
 *
 * @param containers all containers of the stack
 * @param inspected what the engine knows of them; empty where it does not say
 */
public record FailedServices(Docker docker, List<ContainerSummary> containers, List<InspectedContainer> inspected) {
    private static final int LAST_LINES = 20;

    /** Some lines for each such service, without a line break at the end; empty where there is none. */
    public String lastLines(StartFailedException failure) {
        StringBuilder text = new StringBuilder();
        for (ContainerSummary container : containers) {
            if (isSuspect(failure, container) && !container.state().equals("created")) {
                String lines = tail(container);
                text.append(lastCheck(container))
                        .append("\nThe last lines of '%s' (%s):\n%s"
                                .formatted(
                                        container.service(),
                                        container.status(),
                                        lines.isEmpty() ? "  (none)" : lines.stripTrailing()));
            }
        }
        return text.toString();
    }

    /** The services that the failure names; if it names none, those that exited with an error, restart, or are not healthy. */
    private static boolean isSuspect(StartFailedException failure, ContainerSummary container) {
        if (!failure.services().isEmpty()) {
            return failure.names(container.service());
        }
        return container.exitCode().orElse(0) != 0
                || container.state().equals("restarting")
                || container.health() == Health.UNHEALTHY
                || container.health() == Health.STARTING;
    }

    private String lastCheck(ContainerSummary container) {
        return inspected.stream()
                .filter(other -> other.id().equals(container.id()))
                .flatMap(other -> other.failedCheck().stream())
                .map(check -> "\nThe last healthcheck of '%s' %s: %s"
                        .formatted(container.service(), end(check), output(check)))
                .findFirst()
                .orElse("");
    }

    private static String end(FailedCheck check) {
        return check.exitCode() < 0 ? "took too long" : "ended with " + check.exitCode();
    }

    private static String output(FailedCheck check) {
        List<String> lines = check.output().lines().toList();
        return lines.isEmpty()
                ? "(no output)"
                : String.join("\n  ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private String tail(ContainerSummary container) {
        try {
            return new ServiceLogs(docker).tail(container, LAST_LINES);
        } catch (DockerException e) {
            // Another process may have removed the container. The failure itself is told all the same, and cleaned up.
            return "  (cannot be read: %s)\n".formatted(e.reason());
        }
    }
}
