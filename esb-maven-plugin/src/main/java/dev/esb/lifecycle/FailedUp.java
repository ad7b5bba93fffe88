package dev.esb.lifecycle;

import dev.esb.Problem;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.ContainerSummary.Health;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerFailure;
import java.nio.file.Files;
import java.util.List;

/** What is said and done when an environment does not come up. */
record FailedUp(DockerCli docker, Down down, Reporter reporter, StackRequest request, UpOptions options) {
    private static final int LAST_LINES = 20;

    /** Says why, shows what the services said last, and leaves nothing behind unless it is asked to. */
    Problem explain(Exception failure) {
        String reason = failure instanceof DockerFailure docker ? docker.errorOutput() : failure.getMessage();
        List<ContainerSummary> containers =
                new Containers(docker).of(request.key().project());
        String message = "The environment '%s' did not come up: %s".formatted(request.key(), reason)
                + (failure instanceof StartFailure start ? lastLines(start, containers) : "")
                + (options.keep() ? kept() : takenDown());
        if (!containers.isEmpty() && Files.isDirectory(request.directories().logs())) {
            message += " The logs of all services are in '%s'."
                    .formatted(request.directories().logs());
        }
        return new Problem(message, failure);
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

    private String kept() {
        down.saveLogs(request.key(), request.directories());
        String options = request.key().options();
        return "\nIt is kept (esb.keep). Look at it with 'mvn esb:logs %s', take it down with 'mvn esb:down %s'."
                .formatted(options, options);
    }

    private String takenDown() {
        try {
            down.run(request.key(), request.directories(), options.stopTimeout());
            return "\nIt was taken down again; -Desb.keep=true leaves it to be looked at.";
        } catch (Problem e) {
            return "\n" + e.getMessage();
        }
    }
}
