package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.Background;
import dev.esb.Reporter;
import dev.esb.cleanup.ContainerStop;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerAddresses;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.RemovalDetails;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand;
import dev.esb.docker.VolumeCommand.Described;
import dev.esb.engine.Engine;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.moved.EnvironmentOverlays;
import dev.esb.snapshot.SnapshotReset;
import dev.esb.snapshot.StackData;
import dev.esb.snapshot.StateOutside;
import dev.esb.snapshot.StopGroups;
import dev.esb.start.ComposeUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Stops services of an environment, throws away what those with data have written, and prepares that they are started again.
 *
 * @param engine which may be looked at meanwhile
 * @param stopTimeout how long the processes may take to end in containers that are only restarted
 */
record DataReset(Docker docker, Supplier<Engine> engine, EnvironmentKey key, Duration stopTimeout, Reporter reporter) {

    /**
     * What was stopped.
     *
     * @param stack the containers of the stack, as they were
     * @param before the addresses that they had
     * @param putBack the snapshot whose data the environment has now; empty where it has no data any more
     * @param laying puts it back, which has to be done before a container starts
     * @param changed the services that went on, and have changed files of their containers outside of volumes
     */
    record Stopped(
            StopGroups groups,
            List<ContainerSummary> stack,
            List<ContainerAddresses> before,
            Optional<SnapshotReset> putBack,
            CompletableFuture<Void> laying,
            CompletableFuture<Set<String>> changed) {
        boolean isCleared() {
            return putBack.isEmpty();
        }

        /** With what was stopped later. */
        Stopped and(Stopped later) {
            return new Stopped(groups.and(later.groups), stack, before, putBack, laying, changed);
        }

        /** The environment is as its snapshot was made, and no reset is to be completed any more. */
        void end() {
            Background.join(laying);
            putBack.ifPresent(SnapshotReset::end);
        }
    }

    /**
     * Puts the data back to that of the snapshot with which the environment has begun. What has changed files outside of volumes, and went on, is
     * left to {@link #stopChanged}.
     *
     * @param model the isolated model, with the volumes that the containers mount
     * @param before the environment as it is
     * @param reset further services of which the containers are replaced
     * @param restarted further services that are restarted
     * @throws dev.esb.EsbException when it has not begun with one; nothing is stopped then
     */
    Stopped putBack(JsonNode model, BeforeReset before, Collection<String> reset, Collection<String> restarted) {
        List<ContainerSummary> stack = before.stack();
        SnapshotReset data =
                SnapshotReset.of(docker, key, engine, model, before.overlays(), before.records(), reporter);
        Set<String> services = new TreeSet<>(data.services());
        services.addAll(reset);
        StopGroups known = StopGroups.of(model, services).with(restarted);
        List<ContainerAddresses> addresses = before.addresses();
        reporter.info("Resetting %s".formatted(String.join(", ", known.replaced())));
        // While containers are killed, the data is as it was.
        CompletableFuture<Void> beginning = Background.run(data::begin);
        // What depends on data may not start any more with files that are of other data.
        CompletableFuture<Set<String>> changed =
                Background.start(() -> changed(stack, model, known.others()::contains));
        // An engine takes as long for it as for killing a container, in which it mostly waits.
        CompletableFuture<Set<String>> changedOfKept =
                Background.start(() -> changed(stack, model, service -> !known.has(service)));
        try {
            stop(stack, known, List.of());
        } finally {
            Background.join(beginning);
        }
        services.addAll(Background.join(changed));
        StopGroups groups = StopGroups.of(model, services).with(restarted);
        stop(stack, groups.without(known), List.of());
        CompletableFuture<Void> laying = Background.run(data::putBack);
        if (data.lacksVolumes()) {
            // Compose creates no container without them.
            Background.join(laying);
        }
        return new Stopped(groups, stack, addresses, Optional.of(data), laying, changedOfKept);
    }

    /**
     * Stops services that went on, and have changed files of their containers outside of volumes.
     *
     * @return those, and what depends on them; empty where there are none
     */
    Optional<Stopped> stopChanged(Stopped stopped, JsonNode model) {
        StopGroups groups = stopped.groups();
        Set<String> changed = new TreeSet<>(Background.join(stopped.changed()));
        changed.removeIf(groups::has);
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        Set<String> replaced = new TreeSet<>(groups.replaced());
        replaced.addAll(changed);
        StopGroups more = StopGroups.of(model, replaced).with(groups.others()).without(groups);
        reporter.info("Resetting %s as well".formatted(String.join(", ", more.replaced())));
        stop(stopped.stack(), more, List.of());
        return Optional.of(new Stopped(
                more, stopped.stack(), stopped.before(), stopped.putBack(), stopped.laying(), stopped.changed()));
    }

    private Set<String> changed(List<ContainerSummary> stack, JsonNode model, Predicate<String> services) {
        List<ContainerSummary> some = stack.stream()
                .filter(container -> services.test(container.service()))
                .toList();
        return new StateOutside(docker).of(some, model).keySet();
    }

    /**
     * Removes the data, for an environment that is to begin with other data.
     *
     * @param data its volumes, and the services that mount them
     */
    Stopped clear(JsonNode model, BeforeReset before, StackData data) {
        List<ContainerSummary> stack = before.stack();
        List<ContainerAddresses> addresses = before.addresses();
        StopGroups groups = StopGroups.of(model, data.services());
        EnvironmentOverlays overlays = before.overlays();
        List<Described> ofSnapshot = overlays.ofSnapshot();
        stop(stack, groups, overlays.holders(ofSnapshot));
        overlays.remove(ofSnapshot);
        docker.run(new VolumeCommand.RemoveUnused(data.names()));
        List<String> records = before.records().stream().map(Resource::id).toList();
        if (!records.isEmpty()) {
            docker.run(new ResourceCommand.Remove(Kind.CONTAINER, records));
        }
        return new Stopped(
                groups,
                stack,
                addresses,
                Optional.empty(),
                CompletableFuture.completedFuture(null),
                CompletableFuture.completedFuture(Set.of()));
    }

    /**
     * What those have done that have data is thrown away, so they get no time to end.
     *
     * @param holders further containers to remove, which never run
     */
    private void stop(List<ContainerSummary> stack, StopGroups groups, List<String> holders) {
        List<String> others = ids(stack, groups.others());
        CompletableFuture<Void> stopping = Background.run(() -> stop(others));
        List<String> replaced = new ArrayList<>(ids(stack, groups.replaced()));
        replaced.addAll(holders);
        try {
            if (!replaced.isEmpty()) {
                docker.run(new ResourceCommand.Remove(Kind.CONTAINER, replaced));
            }
        } finally {
            Background.join(stopping);
        }
    }

    private void stop(List<String> containers) {
        if (!containers.isEmpty()) {
            List<RemovalDetails> details =
                    docker.run(new ContainerCommand.InspectForRemoval(containers, EnvironmentLabels.EXTERNAL_VOLUMES));
            new ContainerStop(docker).run(containers, details, stopTimeout);
        }
    }

    /**
     * Creates the containers that were removed, with the addresses that they had.
     *
     * @return the IDs of those that are to be started
     */
    List<String> create(Stopped stopped, ComposeCommand.Up up, JsonNode model) {
        List<String> names = createAll(stopped, up);
        List<ContainerAddresses> now =
                names.isEmpty() ? List.of() : docker.run(new ContainerCommand.InspectAddresses(names));
        keepAddresses(stopped, now, model);
        return now.stream().map(ContainerAddresses::id).toList();
    }

    /** The names of those that were stopped: Compose gives the same ones to containers that it creates in place of others. */
    private List<String> createAll(Stopped stopped, ComposeCommand.Up up) {
        // No volume is mounted for that.
        Background.joinAll(
                List.of(stopped.laying(), Background.start(() -> docker.run(new ComposeCommand.Create(up)))));
        return stopped.stack().stream()
                .filter(container -> stopped.groups().has(container.service()))
                .map(ContainerSummary::name)
                .toList();
    }

    /** Without a subnet of its own, no address can be asked for. */
    private void keepAddresses(Stopped stopped, List<ContainerAddresses> now, JsonNode model) {
        if (!key.name().isDefault()) {
            new KeptAddresses(docker, model, reporter).restore(stopped.before(), now);
        }
    }

    /** Those of a stack that has not changed, which are in the same networks under the same names. */
    private static List<ContainerAddresses> sameAgain(Stopped stopped, List<String> names) {
        Map<String, String> byId = stopped.stack().stream()
                .filter(container -> names.contains(container.name()))
                .collect(Collectors.toMap(ContainerSummary::id, ContainerSummary::name));
        return stopped.before().stream()
                .filter(container -> byId.containsKey(container.id()))
                .map(container -> container.again(byId.get(container.id())))
                .toList();
    }

    /**
     * Creates the containers that were removed, and starts all that were stopped, in the order of {@code depends_on}, for which Compose is needed only
     * where one of them depends on another one, or has something to do when it starts.
     *
     * @param model that of which the containers were created before
     */
    void start(Stopped stopped, ComposeCommand.Up up, JsonNode model, ComposeUp compose) {
        List<String> containers = createAll(stopped, up);
        keepAddresses(stopped, sameAgain(stopped, containers), model);
        StopGroups groups = stopped.groups();
        boolean isSimple = groups.others().isEmpty()
                && groups.replaced().stream()
                        .map(service -> model.path("services").path(service))
                        .allMatch(service ->
                                groups.replaced().stream().noneMatch(other -> StopGroups.dependsOn(service, other))
                                        && !service.has("post_start"));
        if (isSimple) {
            // One command starts one after the other.
            Background.joinAll(containers.stream()
                    .map(container -> Background.start(() -> docker.run(new ContainerCommand.Start(container))))
                    .toList());
        } else {
            compose.run(up);
        }
    }

    private static List<String> ids(List<ContainerSummary> containers, Set<String> services) {
        return containers.stream()
                .filter(container -> services.contains(container.service()))
                .map(ContainerSummary::id)
                .toList();
    }
}
