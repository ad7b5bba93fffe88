package dev.esb.cleanup;

import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Reporter;
import dev.esb.cleanup.EnvironmentBefore.Container;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentLock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Undoes a failed or interrupted attempt to bring an environment up once more: removes the services, networks and volumes that the attempt
 * added, and starts what it stopped. What was there before stays, with its data.
 *
 * @param project the environment's Compose project
 * @param before what the environment had before the attempt
 */
public record Undo(Docker docker, String project, EnvironmentBefore before) {
    /**
     * What is not as it was before, each by its name in messages.
     *
     * @param recreated services of which the attempt replaced a container
     * @param restarted services that the attempt had stopped, and that run again
     * @param stopped services that ran before and do not run now
     * @param left networks and volumes that the attempt added, and that could not be removed because something uses them
     */
    public record Result(List<String> recreated, List<String> restarted, List<String> stopped, List<String> left) {

        /** Some sentences for the user, each with a blank before it. */
        public String text() {
            return sentence(" It replaced containers of: %s; their volumes are as they were.", recreated)
                    + sentence(" It had stopped, and this started again: %s.", restarted)
                    + sentence(" Not running any more: %s; correct the stack and bring it up again.", stopped)
                    + sentence(" It added, and something uses: %s.", left);
        }

        private static String sentence(String format, List<String> names) {
            return names.isEmpty() ? "" : format.formatted(String.join(", ", names));
        }
    }

    /**
     * Does it, while no other process takes the environment down. An interrupt of the calling thread does not end the work halfway.
     *
     * @param isOwn whether the environment is still the one that the attempt worked on; asked when no other process can take it down any more
     * @return empty when it is not
     * @throws DockerException when the engine does not answer, or refuses to remove a container
     * @throws EsbException when another process takes the environment down for more than two minutes
     */
    public Optional<Result> run(Directories directories, BooleanSupplier isOwn) {
        return Background.uninterruptibly(() -> {
            try {
                return EnvironmentLock.whileHeld(
                        directories,
                        EnvironmentLock.LONGEST_WORK,
                        () -> isOwn.getAsBoolean() ? Optional.of(undo(directories)) : Optional.empty());
            } catch (IOException e) {
                throw new EsbException(
                        "What was added to '%s' could not be removed: %s.".formatted(project, FileProblem.of(e)), e);
            }
        });
    }

    /** Whether a container is there that was there before, so that no other process has taken the environment down. */
    public boolean hasOldContainer() {
        return containers().stream().anyMatch(this::isOld);
    }

    private Result undo(Directories directories) throws IOException {
        List<ContainerSummary> all = new UnfinishedCopies(docker).remove(new Containers(docker).allOf(project));
        // Not those of "docker compose run", which a user has started.
        List<ContainerSummary> now =
                all.stream().filter(ContainerSummary::isPartOfStack).toList();
        List<ContainerSummary> replacements =
                now.stream().filter(container -> isReplacement(container, now)).toList();
        new Removal(docker)
                .run(
                        Kind.CONTAINER,
                        all.stream()
                                .filter(container -> container.isHelper()
                                        || container.isHolder() && !isOld(container)
                                        || isAdded(container, now, replacements))
                                .map(ContainerSummary::id)
                                .toList());
        List<String> left = new ArrayList<>(removeAddedByProviders(directories));
        left.addAll(removeAdded(Kind.NETWORK, before.networks()));
        left.addAll(removeAdded(Kind.VOLUME, before.volumes()));
        // That of an added holder. Those of containers that stay are in use.
        new BuiltImages(docker).removeUntagged(project);

        List<ContainerSummary> idle = now.stream()
                .filter(container -> !container.isRunning() && ranBefore(container))
                .toList();
        start(idle);
        List<ContainerSummary> after = idle.isEmpty() ? now : containers();
        List<String> running = services(after, ContainerSummary::isRunning);
        List<String> stopped = before.containers().stream()
                .filter(Container::isRunning)
                .map(Container::service)
                .filter(service -> !running.contains(service))
                .distinct()
                .toList();
        List<String> restarted = services(idle, container -> running.contains(container.service()));
        return new Result(services(replacements, container -> true), restarted, stopped, List.copyOf(left));
    }

    private boolean isAdded(
            ContainerSummary container, List<ContainerSummary> now, List<ContainerSummary> replacements) {
        return now.contains(container) && !isOld(container) && !replacements.contains(container);
    }

    private List<ContainerSummary> containers() {
        // Not those of "docker compose run", which a user has started.
        return new Containers(docker).of(project);
    }

    private boolean isOld(ContainerSummary container) {
        return before.containers().stream().anyMatch(old -> old.id().equals(container.id()));
    }

    /** A new container in the place of one that is gone. While the old one is there, Compose had not yet replaced it. */
    private boolean isReplacement(ContainerSummary container, List<ContainerSummary> now) {
        return !isOld(container)
                && before.containers().stream()
                        .filter(old -> old.isSamePlaceAs(container))
                        .anyMatch(old ->
                                now.stream().noneMatch(other -> other.id().equals(old.id())));
    }

    private boolean ranBefore(ContainerSummary container) {
        return before.containers().stream()
                .filter(Container::isRunning)
                .anyMatch(old -> old.id().equals(container.id()) || !isOld(container) && old.isSamePlaceAs(container));
    }

    private void start(List<ContainerSummary> idle) {
        for (ContainerSummary container : idle) {
            try {
                docker.run(new ContainerCommand.Start(container.id()));
            } catch (DockerException e) {
                // The result names the services that do not run, whatever the reason.
            }
        }
    }

    /** @return what could not be removed, and is tried again when the environment is taken down */
    private List<String> removeAddedByProviders(Directories directories) throws IOException {
        TakeDownFile file = TakeDownFile.in(directories);
        List<String> added = file.providers().stream()
                .filter(service -> !before.providers().contains(service))
                .toList();
        Optional<String> failure = new Providers(docker, Reporter.NONE).remove(file, added);
        if (failure.isEmpty() && !added.isEmpty()) {
            file.forget(added);
        }
        return failure.stream().toList();
    }

    /** @return what could not be removed */
    private List<String> removeAdded(Kind kind, List<String> old) {
        List<String> left = new ArrayList<>();
        for (String name : EnvironmentBefore.names(docker, kind, project)) {
            if (!old.contains(name)) {
                try {
                    new Removal(docker).run(kind, List.of(name));
                } catch (DockerException e) {
                    left.add(kind.name().toLowerCase(Locale.ROOT) + " " + name);
                }
            }
        }
        return left;
    }

    private static List<String> services(List<ContainerSummary> containers, Predicate<ContainerSummary> filter) {
        return containers.stream()
                .filter(filter)
                .map(ContainerSummary::service)
                .distinct()
                .toList();
    }
}
