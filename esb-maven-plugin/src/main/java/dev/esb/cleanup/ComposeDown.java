package dev.esb.cleanup;

import dev.esb.Reporter;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.ProgressLine;
import dev.esb.docker.ResourceCommand.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Removes the containers, networks and volumes of a project with {@code docker compose down}. */
record ComposeDown(Docker docker, Reporter reporter) {
    private static final int ROUNDS = 10;

    /**
     * Why Compose gives up although the engine can remove the containers: "could not find db: not found", where the container of a service
     * was removed and that of one that depends on it is there; and on Podman, one that is paused, or that lends its network to others.
     */
    private static final Pattern REMOVED_BY_FORCE =
            Pattern.compile("not found|is running or paused, refusing to clean up|has dependent containers");

    /**
     * Repeats {@code docker compose down} until it finds nothing to remove: the engine still carries out the requests of a process that
     * was killed, so a container or network can come into being after the first round.
     *
     * @return why something could not be removed; empty when nothing is left
     */
    Optional<String> run(String project) {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProgressLine> progress = composeDown(project);
            // Compose does not remove networks and volumes that other containers use, and exits with 0 all the same.
            List<ProgressLine> inUse =
                    progress.stream().filter(ProgressLine::isInUse).toList();
            if (!inUse.isEmpty()) {
                return Optional.of(inUse.stream().map(this::users).collect(Collectors.joining("; ")));
            }
            if (progress.stream().noneMatch(ProgressLine::isRemoved)) {
                return Optional.empty();
            }
        }
        return Optional.of("another process makes new containers, networks or volumes of it all the time");
    }

    private List<ProgressLine> composeDown(String project) {
        ComposeCommand.Down command = new ComposeCommand.Down(project);
        List<ProgressLine> progress = new ArrayList<>();
        Consumer<String> lines = line -> {
            reporter.debug(line);
            ProgressLine.parse(line).ifPresent(progress::add);
        };
        try {
            docker.stream(command, lines);
        } catch (DockerException e) {
            List<String> containers = new Containers(docker)
                    .allOf(project).stream().map(ContainerSummary::id).toList();
            if (containers.isEmpty()
                    || !REMOVED_BY_FORCE.matcher(e.errorOutput()).find()) {
                throw e;
            }
            // Without any container, Compose removes the rest.
            new Removal(docker).run(Kind.CONTAINER, containers);
            docker.stream(command, lines);
        }
        return progress;
    }

    private String users(ProgressLine resource) {
        List<String> containers =
                docker.run(new ContainerCommand.ListUsing(resource.kind().toLowerCase(Locale.ROOT), resource.name()));
        return "%s %s is in use by %s".formatted(resource.kind(), resource.name(), String.join(", ", containers));
    }
}
