package dev.esb.lifecycle;

import dev.esb.Background;
import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.cleanup.Down;
import dev.esb.cleanup.ServiceLogs;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.ContainerSummary.Health;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.environment.PrivateFiles;
import dev.esb.lease.Owner;
import dev.esb.plan.StackRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What is said and done when an environment does not come up. */
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
     * Says why, shows what the services said last, and leaves nothing behind unless it is asked to.
     *
     * @return what to tell the user; {@link IncompleteCleanupException} where something could not be removed
     */
    EsbException explain(Exception failure) {
        // Also where this thread was interrupted: what was made has to be taken down, and commands of an interrupted
        // thread are ended.
        return Background.uninterruptibly(() -> explainAndTakeDown(failure));
    }

    private EsbException explainAndTakeDown(Exception failure) {
        // Else it was refused before anything was started: there is nothing to look at, and nothing to keep.
        boolean wasTried = !(failure instanceof EsbException) || failure instanceof CancelledException;
        List<ContainerSummary> containers = wasTried ? containers() : List.of();
        String message = wasTried ? what(failure, containers) : failure.getMessage();
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
                    .formatted(request.directories().logs(), evidence());
        }
        return new EsbException(message, failure);
    }

    private List<ContainerSummary> containers() {
        try {
            return new Containers(docker).of(request.key().project());
        } catch (DockerException e) {
            // It may be why all of this happens; what is to be removed will say so.
            reporter.debug(e.getMessage());
            return List.of();
        }
    }

    private String what(Exception failure, List<ContainerSummary> containers) {
        String reason = failure instanceof DockerException command ? command.errorOutput() : failure.getMessage();
        saveEvidence(reason, containers);
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

    /** The services that the failure names; where it names none, those that look it. */
    private static boolean isSuspect(StartFailedException failure, ContainerSummary container) {
        if (failure.blamesAny()) {
            return failure.blames(container.service());
        }
        return container.exitCode().orElse(0) != 0
                || container.state().equals("restarting")
                || container.health() == Health.UNHEALTHY
                || container.health() == Health.STARTING;
    }

    private Path evidence() {
        return request.directories().output().resolve("failure");
    }

    /** What a user needs to look into it later; in files for the owner alone, since the containers' variables are in it. */
    private void saveEvidence(String reason, List<ContainerSummary> containers) {
        try {
            PrivateFiles.deleteDirectory(evidence());
            PrivateFiles.createDirectory(evidence());
            PrivateFiles.write(evidence().resolve("reason.txt"), reason + "\n");
            PrivateFiles.write(
                    evidence().resolve("ps.txt"),
                    containers.stream()
                            .map(container ->
                                    "%s\t%s\t%s%n".formatted(container.service(), container.name(), container.status()))
                            .collect(Collectors.joining()));
            if (!containers.isEmpty()) {
                List<String> ids = containers.stream().map(ContainerSummary::id).toList();
                PrivateFiles.write(evidence().resolve("inspect.json"), docker.run(new ContainerCommand.Inspect(ids)));
            }
        } catch (IOException | DockerException e) {
            reporter.warn("What is known of the failure could not be saved in '%s': %s"
                    .formatted(evidence(), e.getMessage()));
        }
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
