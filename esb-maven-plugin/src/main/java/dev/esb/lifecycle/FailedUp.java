package dev.esb.lifecycle;

import dev.esb.Background;
import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.cleanup.Down;
import dev.esb.cleanup.ServiceLogs;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.ContainerSummary.Health;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.lease.LeaseRegistry;
import java.nio.file.Files;
import java.util.List;

/** Explains to the user why an environment did not come up, and removes again what the attempt made. */
record FailedUp(Docker docker, Down down, LeaseRegistry leases, Reporter reporter, Attempt attempt) {
    private static final int LAST_LINES = 20;

    /**
     * Collects the reason and the last lines of the services that failed, and removes what the attempt made, unless
     * {@link UpOptions#keep} is set. What was there before stays.
     *
     * @return the exception to throw; an {@link IncompleteCleanupException} if something could not be removed
     */
    EsbException explain(Exception failure) {
        // This thread may be interrupted, and DockerCli ends the commands of an interrupted thread.
        return Background.uninterruptibly(() -> explainAndTakeDown(failure));
    }

    private EsbException explainAndTakeDown(Exception failure) {
        // Any other EsbException is a refusal before the first container: the environment has no logs, and is not kept.
        boolean wasTried = !(failure instanceof EsbException) || failure instanceof CancelledException;
        List<ContainerSummary> containers = wasTried ? containers() : List.of();
        String message = wasTried ? reasonOf(failure, containers) : failure.getMessage();
        try {
            message += new AttemptCleanup(docker, down, leases, attempt).run(wasTried);
        } catch (EsbException e) {
            return new IncompleteCleanupException(message + "\n" + e.getMessage(), failure);
        } catch (DockerException e) {
            return new IncompleteCleanupException(message + "\n" + notCleanedUp(e), failure);
        }
        if (!containers.isEmpty()
                && Files.isDirectory(attempt.request().directories().logs())) {
            message += " The logs of all services are in '%s', what the engine knows of the containers in '%s'."
                    .formatted(attempt.request().directories().logs(), files().directory());
        }
        return new EsbException(message, failure);
    }

    private List<ContainerSummary> containers() {
        try {
            return new Containers(docker).of(attempt.key().project());
        } catch (DockerException e) {
            // An engine that does not answer can be the failure itself. Taking the environment down then reports it.
            reporter.debug(e.getMessage());
            return List.of();
        }
    }

    private String reasonOf(Exception failure, List<ContainerSummary> containers) {
        String reason = failure instanceof DockerException command ? command.errorOutput() : failure.getMessage();
        files().save(reason, containers);
        return "The environment '%s' did not come up: %s"
                        .formatted(attempt.key(), attempt.secrets().mask(reason))
                + (failure instanceof StartFailedException start
                        ? attempt.secrets().mask(lastLines(start, containers))
                        : "");
    }

    private String lastLines(StartFailedException failure, List<ContainerSummary> containers) {
        StringBuilder text = new StringBuilder();
        for (ContainerSummary container : containers) {
            if (isSuspect(failure, container)) {
                String lines = tail(container);
                text.append("\nThe last lines of '%s' (%s):\n%s"
                        .formatted(container.service(), container.status(), lines.isEmpty() ? "  (none)\n" : lines));
            }
        }
        return text.toString().stripTrailing();
    }

    private String tail(ContainerSummary container) {
        try {
            return new ServiceLogs(docker).tail(container, LAST_LINES);
        } catch (DockerException e) {
            // Another process may have removed the container. The failure itself is told all the same, and cleaned up.
            return "  (cannot be read: %s)\n".formatted(e.errorOutput().strip());
        }
    }

    /** The services that the failure names; if it names none, those that exited with an error, restart, or are not healthy. */
    private static boolean isSuspect(StartFailedException failure, ContainerSummary container) {
        if (failure.namesServices()) {
            return failure.names(container.service());
        }
        return container.exitCode().orElse(0) != 0
                || container.state().equals("restarting")
                || container.health() == Health.UNHEALTHY
                || container.health() == Health.STARTING;
    }

    private FailureFiles files() {
        return new FailureFiles(docker, attempt.request().directories().output().resolve("failure"), reporter);
    }

    private String notCleanedUp(DockerException e) {
        return "What this call had made of '%s' could not be removed: %s. Bring it up again, or take it down: mvn esb:down %s"
                .formatted(attempt.key(), e.errorOutput(), attempt.key().options());
    }
}
