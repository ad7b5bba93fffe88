package dev.esb.cleanup;

import dev.esb.Reporter;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.ProgressLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Removes the containers, networks and volumes of a project with {@code docker compose down}. */
record ComposeDown(Docker docker, Reporter reporter) {
    private static final int ROUNDS = 10;

    /**
     * Repeats {@code docker compose down} until it finds nothing to remove: the engine still carries out the requests of a process that
     * was killed, so a container or network can come into being after the first round.
     *
     * @return why something could not be removed; empty when nothing is left
     */
    Optional<String> run(String project) {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProgressLine> progress = new ArrayList<>();
            docker.stream(new ComposeCommand.Down(project), line -> {
                reporter.debug(line);
                ProgressLine.parse(line).ifPresent(progress::add);
            });
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

    private String users(ProgressLine resource) {
        List<String> containers =
                docker.run(new ContainerCommand.ListUsing(resource.kind().toLowerCase(Locale.ROOT), resource.name()));
        return "%s %s is in use by %s".formatted(resource.kind(), resource.name(), String.join(", ", containers));
    }
}
