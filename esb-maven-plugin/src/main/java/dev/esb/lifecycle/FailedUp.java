package dev.esb.lifecycle;

import dev.esb.Problem;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.ContainerSummary.Health;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerFailure;
import dev.esb.environment.OwnFiles;
import dev.esb.lease.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What is said and done when an environment does not come up. */
record FailedUp(
        DockerCli docker,
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
     * @return what to tell the user; {@link LeftBehind} where something could not be removed
     */
    Problem explain(Exception failure) {
        // Else it was refused before anything was started: there is nothing to look at, and nothing to keep.
        boolean wasTried = !(failure instanceof Problem);
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
        } catch (Problem e) {
            return new LeftBehind(message + "\n" + e.getMessage(), failure);
        }
        if (!containers.isEmpty() && Files.isDirectory(request.directories().logs())) {
            message += " The logs of all services are in '%s', what the engine knows of the containers in '%s'."
                    .formatted(request.directories().logs(), evidence());
        }
        return new Problem(message, failure);
    }

    private List<ContainerSummary> containers() {
        try {
            return new Containers(docker).of(request.key().project());
        } catch (DockerFailure e) {
            // It may be why all of this happens; what is to be removed will say so.
            reporter.debug(e.getMessage());
            return List.of();
        }
    }

    private String what(Exception failure, List<ContainerSummary> containers) {
        String reason = failure instanceof DockerFailure command ? command.errorOutput() : failure.getMessage();
        saveEvidence(reason, containers);
        return "The environment '%s' did not come up: %s".formatted(request.key(), secrets.mask(reason))
                + (failure instanceof StartFailure start ? secrets.mask(lastLines(start, containers)) : "");
    }

    private String lastLines(StartFailure failure, List<ContainerSummary> containers) {
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
    private static boolean isSuspect(StartFailure failure, ContainerSummary container) {
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

    /** For whoever looks into it later; for the owner alone, since the containers' variables are in it. */
    private void saveEvidence(String reason, List<ContainerSummary> containers) {
        try {
            OwnFiles.deleteDirectory(evidence());
            OwnFiles.createDirectory(evidence());
            OwnFiles.write(evidence().resolve("reason.txt"), reason + "\n");
            OwnFiles.write(
                    evidence().resolve("ps.txt"),
                    containers.stream()
                            .map(container ->
                                    "%s\t%s\t%s%n".formatted(container.service(), container.name(), container.status()))
                            .collect(Collectors.joining()));
            if (!containers.isEmpty()) {
                List<String> ids = containers.stream().map(ContainerSummary::id).toList();
                OwnFiles.write(evidence().resolve("inspect.json"), docker.run(new ContainerCommand.Inspect(ids)));
            }
        } catch (IOException | DockerFailure e) {
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
        return takeDown() == Down.Outcome.NOT_OURS
                ? "\nIt was there before, and is left as it is. Take it down with: mvn esb:down "
                        + request.key().options()
                : "\nIt was taken down again; -Desb.keep=true leaves it to be looked at.";
    }

    private Down.Outcome takeDown() {
        return down.run(
                request.key(),
                request.directories(),
                options.stopTimeout(),
                holder -> holder.process().equals(owner.process()));
    }
}
