package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.Background;
import dev.esb.Reporter;
import dev.esb.cleanup.ContainerStop;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerAddresses;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.RemovalDetails;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.VolumeCommand;
import dev.esb.engine.Engine;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.moved.EnvironmentOverlays;
import dev.esb.snapshot.SnapshotReset;
import dev.esb.snapshot.StackData;
import dev.esb.snapshot.StateOutside;
import dev.esb.snapshot.StopGroups;
import java.time.Duration;
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
     * @param before the addresses that the containers of the stack had
     * @param isCleared whether the environment has no data any more; else it has that of its snapshot
     */
    record Stopped(StopGroups groups, List<ContainerAddresses> before, boolean isCleared) {}

    /**
     * Puts the data back to that of the snapshot with which the environment has begun.
     *
     * @param model the isolated model, with the volumes that the containers mount
     * @param all the environment's containers, those included that only hold volumes
     * @param reset further services of which the containers are replaced
     * @param restarted further services that are restarted
     * @throws dev.esb.EsbException when it has not begun with one; nothing is stopped then
     */
    Stopped putBack(
            JsonNode model, List<ContainerSummary> all, Collection<String> reset, Collection<String> restarted) {
        List<ContainerSummary> stack = stack(all);
        CompletableFuture<List<ContainerAddresses>> addresses = Background.start(() -> addresses(stack));
        SnapshotReset data = SnapshotReset.read(docker, key, engine, model, holders(all), reporter);
        Set<String> services = new TreeSet<>(data.services());
        services.addAll(withState(stack, model, services));
        services.addAll(reset);
        StopGroups groups = StopGroups.of(model, services).with(restarted);
        List<ContainerAddresses> before = Background.join(addresses);
        reporter.info("Resetting %s".formatted(String.join(", ", groups.replaced())));
        data.begin();
        stop(stack, groups);
        data.putBack();
        data.end();
        return new Stopped(groups, before, false);
    }

    /** Those without data in volumes that have changed files of their containers. */
    private Set<String> withState(List<ContainerSummary> stack, JsonNode model, Set<String> withData) {
        List<ContainerSummary> others = stack.stream()
                .filter(container -> !withData.contains(container.service()))
                .toList();
        return new StateOutside(docker).of(others, model).keySet();
    }

    /**
     * Removes the data, for an environment that is to begin with other data.
     *
     * @param data its volumes, and the services that mount them
     */
    Stopped clear(JsonNode model, List<ContainerSummary> all, StackData data) {
        List<ContainerSummary> stack = stack(all);
        List<ContainerAddresses> before = addresses(stack);
        StopGroups groups = StopGroups.of(model, data.services());
        stop(stack, groups);
        EnvironmentOverlays overlays = EnvironmentOverlays.read(docker, key.project(), holders(all));
        overlays.remove(overlays.volumes().stream()
                .filter(volume -> volume.labels().containsKey(EnvironmentLabels.OF_SNAPSHOT))
                .toList());
        docker.run(new VolumeCommand.RemoveUnused(data.names()));
        return new Stopped(groups, before, true);
    }

    /** What those have done that have data is thrown away, so they get no time to end. */
    private void stop(List<ContainerSummary> stack, StopGroups groups) {
        List<String> others = ids(stack, groups.others());
        CompletableFuture<Void> stopping = Background.run(() -> stop(others));
        List<String> replaced = ids(stack, groups.replaced());
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

    /** Creates the containers that were removed, with the addresses that they had; {@code up} starts them. */
    void create(Stopped stopped, ComposeCommand.Up up, JsonNode model) {
        // Without a subnet of its own, no address can be asked for.
        if (key.name().isDefault()) {
            return;
        }
        docker.run(new ComposeCommand.Create(up));
        Set<String> started = new TreeSet<>(stopped.groups().replaced());
        started.addAll(stopped.groups().others());
        List<ContainerSummary> now = new Containers(docker)
                .of(key.project()).stream()
                        .filter(container -> started.contains(container.service()))
                        .toList();
        new KeptAddresses(docker, model, reporter).restore(stopped.before(), addresses(now));
    }

    private List<ContainerAddresses> addresses(List<ContainerSummary> containers) {
        return containers.isEmpty()
                ? List.of()
                : docker.run(new ContainerCommand.InspectAddresses(
                        containers.stream().map(ContainerSummary::id).toList()));
    }

    private static List<String> holders(List<ContainerSummary> all) {
        return all.stream()
                .filter(ContainerSummary::isHolder)
                .map(ContainerSummary::id)
                .toList();
    }

    private static List<ContainerSummary> stack(List<ContainerSummary> all) {
        return all.stream().filter(ContainerSummary::isPartOfStack).toList();
    }

    private static List<String> ids(List<ContainerSummary> containers, Set<String> services) {
        return containers.stream()
                .filter(container -> services.contains(container.service()))
                .map(ContainerSummary::id)
                .toList();
    }
}
