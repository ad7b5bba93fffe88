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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Stops services of an environment, throws away what those with data have written, and prepares that they are started again.
 *
 * @param stopTimeout how long the processes may take to end in containers that are only restarted
 */
record DataReset(Docker docker, Engine engine, EnvironmentKey key, Duration stopTimeout, Reporter reporter) {

    /**
     * What was stopped.
     *
     * @param stack the containers of the stack, as they were
     * @param before the addresses that they had
     * @param isCleared whether the environment has no data any more; else it has that of its snapshot
     * @param ending what is done meanwhile that is not needed for the start
     */
    record Stopped(
            StopGroups groups,
            List<ContainerSummary> stack,
            List<ContainerAddresses> before,
            boolean isCleared,
            CompletableFuture<Void> ending) {}

    /**
     * Puts the data back to that of the snapshot with which the environment has begun.
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
        data.begin();
        // The engine takes long for both.
        CompletableFuture<Set<String>> state = Background.start(() -> withState(stack, model, known.replaced()));
        stop(stack, known, data.holders());
        services.addAll(Background.join(state));
        StopGroups groups = StopGroups.of(model, services).with(restarted);
        stop(stack, groups.without(known), List.of());
        data.putBack();
        return new Stopped(groups, stack, addresses, false, Background.run(data::end));
    }

    /** Those that have changed files of their containers outside of volumes. */
    private Set<String> withState(List<ContainerSummary> stack, JsonNode model, Set<String> replaced) {
        List<ContainerSummary> others = stack.stream()
                .filter(container -> !replaced.contains(container.service()))
                .toList();
        return new StateOutside(docker).of(others, model).keySet();
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
        return new Stopped(groups, stack, addresses, true, CompletableFuture.completedFuture(null));
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
        docker.run(new ComposeCommand.Create(up));
        Set<String> started = new TreeSet<>(stopped.groups().replaced());
        started.addAll(stopped.groups().others());
        List<String> names = stopped.stack().stream()
                .filter(container -> started.contains(container.service()))
                .map(ContainerSummary::name)
                .toList();
        // Compose gives the same names to those that it has created in place of others.
        List<ContainerAddresses> now =
                names.isEmpty() ? List.of() : docker.run(new ContainerCommand.InspectAddresses(names));
        // Without a subnet of its own, no address can be asked for.
        if (!key.name().isDefault()) {
            new KeptAddresses(docker, model, reporter).restore(stopped.before(), now);
        }
        Background.join(stopped.ending());
        return now.stream().map(ContainerAddresses::id).toList();
    }

    /**
     * Starts them, in the order of {@code depends_on}, for which Compose is needed only where one of them depends on another one, or has something to do
     * when it starts.
     *
     * @param containers what {@link #create} has returned
     */
    void start(Stopped stopped, List<String> containers, ComposeCommand.Up up, JsonNode model, ComposeUp compose) {
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
