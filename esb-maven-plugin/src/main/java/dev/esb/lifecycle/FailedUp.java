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
import dev.esb.lease.Owner;
import dev.esb.plan.StackRequest;
import java.nio.file.Files;
import java.util.List;

/** Explains to the user why an environment did not come up, and takes it down again. */
record FailedUp(
        Docker docker,
        Down down,
        Owner owner,
        Reporter reporter,
        StackRequest request,
        UpOptions options,
        Secrets secrets) {
    private static final int LAST_LINES = 20;

    /**
     * Collects the reason and the last lines of the services that failed, and takes the environment down, unless
     * {@link UpOptions#keep} is set.
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
            if (!wasTried) {
                takeDown();
            } else if (options.keep()) {
                message += kept();
            } else {
                message += takenDown();
            }
        } catch (EsbException e) {
            return new IncompleteCleanupException(message + "\n" + e.getMessage(), failure);
        }
        if (!containers.isEmpty() && Files.isDirectory(request.directories().logs())) {
            message += " The logs of all services are in '%s', what the engine knows of the containers in '%s'."
                    .formatted(request.directories().logs(), files().directory());
        }
        return new EsbException(message, failure);
    }

    private List<ContainerSummary> containers() {
        try {
            return new Containers(docker).of(request.key().project());
        } catch (DockerException e) {
            // An engine that does not answer can be the failure itself. Taking the environment down then reports it.
            reporter.debug(e.getMessage());
            return List.of();
        }
    }

    private String reasonOf(Exception failure, List<ContainerSummary> containers) {
        String reason = failure instanceof DockerException command ? command.errorOutput() : failure.getMessage();
        files().save(reason, containers);
        return "The environment '%s' did not come up: %s".formatted(request.key(), secrets.mask(reason))
                + (failure instanceof StartFailedException start ? secrets.mask(lastLines(start, containers)) : "");
    }

    private String lastLines(StartFailedException failure, List<ContainerSummary> containers) {
        StringBuilder text = new StringBuilder();
        for (ContainerSummary container : containers) {
            if (isSuspect(failure, container)) {
                String lines = new ServiceLogs(docker).tail(container, LAST_LINES);
                text.append("\nThe last lines of '%s' (%s):\n%s"
                        .formatted(container.service(), container.status(), lines.isEmpty() ? "  (none)\n" : lines));
            }
        }
        return text.toString().stripTrailing();
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
        return new FailureFiles(docker, request.directories().output().resolve("failure"), reporter);
    }

    private String kept() {
        down.saveLogs(request.key(), request.directories());
        String options = request.key().options();
        return "\nIt is kept (esb.keep). Look at it with 'mvn esb:logs %s', take it down with 'mvn esb:down %s'."
                .formatted(options, options);
    }

    private String takenDown() {
        return takeDown() == Down.Outcome.OTHER_OWNER
                ? "\nIt was there before, and is left as it is. Take it down with: mvn esb:down "
                        + request.key().options()
                : "\nIt was taken down again; -Desb.keep=true leaves it to be looked at.";
    }

    private Down.Outcome takeDown() {
        return down.run(
                request.key(), request.directories(), options.stopTimeout(), holder -> holder.isSameBuildAs(owner));
    }
}
