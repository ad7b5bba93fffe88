package dev.esb.lifecycle;

import dev.esb.Background;
import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Reporter;
import dev.esb.ServiceState;
import dev.esb.cleanup.Down;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.InspectedContainer;
import dev.esb.docker.ProgressLine;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lifecycle.AttemptCleanup.Extent;
import dev.esb.start.FailedServices;
import dev.esb.start.ServiceFaults;
import dev.esb.start.StartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Explains to the user why an environment did not come up, and removes again what the attempt made. */
record FailedUp(Docker docker, Down down, LeaseRegistry leases, Reporter reporter, Attempt attempt) {
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
        Optional<List<ContainerSummary>> seen = wasTried ? containers() : Optional.empty();
        List<ContainerSummary> containers = seen.orElse(List.of());
        String message = wasTried ? reasonOf(failure, containers) : failure.getMessage();
        try {
            message += new AttemptCleanup(docker, down, leases, attempt).run(extent(wasTried, seen));
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

    private static Extent extent(boolean wasTried, Optional<List<ContainerSummary>> containers) {
        if (!wasTried) {
            return Extent.REFUSED;
        }
        return containers.filter(List::isEmpty).isPresent() ? Extent.NO_CONTAINER : Extent.CONTAINERS;
    }

    /** @return empty where the engine does not say */
    private Optional<List<ContainerSummary>> containers() {
        try {
            return Optional.of(new Containers(docker).of(attempt.key().project()));
        } catch (DockerException e) {
            // An engine that does not answer can be the failure itself. Taking the environment down then reports it.
            reporter.debug(e.getMessage());
            return Optional.empty();
        }
    }

    private String reasonOf(Exception failure, List<ContainerSummary> containers) {
        String inspected = inspect(containers);
        List<InspectedContainer> states = inspected.isEmpty() ? List.of() : InspectedContainer.parse(inspected);
        Optional<StartFailedException> start = failure instanceof StartFailedException failed
                ? Optional.of(inWordsOfTheStack(failed, states))
                : Optional.empty();
        start.ifPresent(this::showFailed);
        String reason = start.map(Exception::getMessage).orElseGet(() -> reason(failure));
        files().save(reason, containers, inspected);
        FailedServices services = new FailedServices(docker, containers, states);
        String text = reason + start.map(services::lastLines).orElse("");
        return "The environment '%s' did not come up: %s"
                .formatted(attempt.key(), attempt.secrets().mask(text));
    }

    private void showFailed(StartFailedException failure) {
        Map<String, ServiceState> states = new HashMap<>();
        failure.services().forEach(service -> states.put(service, ServiceState.of(ServiceState.Kind.FAILED)));
        reporter.services(states);
    }

    private static String reason(Exception failure) {
        if (failure instanceof DockerException command) {
            return withoutProgress(command.reason());
        }
        if (failure instanceof IOException file) {
            return FileProblem.of(file);
        }
        // Of an error of this program, the message alone says nothing.
        return failure instanceof EsbException ? failure.getMessage() : failure.toString();
    }

    /** Compose tells of each container that it stops. */
    private static String withoutProgress(String lines) {
        String others =
                lines.lines().filter(line -> ProgressLine.parse(line).isEmpty()).collect(Collectors.joining("\n"));
        return others.isBlank() ? lines : others;
    }

    private String inspect(List<ContainerSummary> containers) {
        if (containers.isEmpty()) {
            return "";
        }
        try {
            return docker.run(new ContainerCommand.Inspect(
                    containers.stream().map(ContainerSummary::id).toList()));
        } catch (DockerException e) {
            // Another process may have removed one of them.
            reporter.warn("What the engine knows of the containers could not be read: " + e.reason());
            return "";
        }
    }

    private static StartFailedException inWordsOfTheStack(
            StartFailedException failure, List<InspectedContainer> states) {
        return failure.stack()
                .flatMap(stack -> new ServiceFaults(stack, states).explain(failure))
                .orElse(failure);
    }

    private FailureFiles files() {
        return new FailureFiles(attempt.request().directories().failure(), reporter);
    }

    private String notCleanedUp(DockerException e) {
        return "What this call had made of '%s' could not be removed: %s. Bring it up again, or take it down: mvn esb:down %s"
                .formatted(attempt.key(), e.reason(), attempt.key().options());
    }
}
