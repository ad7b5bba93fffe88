package dev.esb.snapshot;

import dev.esb.Age;
import dev.esb.Reporter;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.InspectedContainer;
import dev.esb.docker.RemovalDetails;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.Obstacles;
import dev.esb.host.MainProcess;
import dev.esb.host.SignalNumber;
import dev.esb.isolation.IsolatedModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes a snapshot of an environment that is up and provisioned: stops the services that have data, keeps their volumes, and gives the environment
 * others over these.
 *
 * @param project the environment's Compose project
 * @param longestStop how long a service with data may take to end: what is killed leaves its data as after a loss of power
 * @param stopTimeout how long one without data may take, whose containers are stopped because they depend on it
 * @param overlays lays volumes of the environment over those of a snapshot
 * @param limit how many snapshots of one stack are kept
 */
public record SnapshotMaker(
        Docker docker,
        String project,
        Duration longestStop,
        Duration stopTimeout,
        Function<SnapshotStart.Layers, Obstacles> overlays,
        int limit,
        Reporter reporter,
        Clock clock) {
    /** A process that ends by a signal has this and the number of the signal as its exit code. */
    private static final int BY_SIGNAL = 128;

    private static final int MOST_PATHS = 5;

    /**
     * How it ended.
     *
     * @param isolated the isolated model with which the environment goes on
     * @param isStopped whether services were stopped, and have to be started
     * @param snapshot empty where none could be made
     */
    public record Made(IsolatedModel isolated, boolean isStopped, Optional<Snapshot> snapshot) {}

    /** Does it, or says why it cannot be done. The environment goes on then with the volumes that it has. */
    public Made make(SnapshotMaking making, IsolatedModel running) {
        return make(making, running, Path.of("/proc"));
    }

    /** @param proc where this machine shows processes */
    Made make(SnapshotMaking making, IsolatedModel running, Path proc) {
        StackData data = making.data();
        StopGroups groups = StopGroups.of(running.model(), data.services());
        List<ContainerSummary> all = new Containers(docker).allOf(project);
        List<ContainerSummary> stack =
                all.stream().filter(ContainerSummary::isPartOfStack).toList();
        List<ContainerSummary> withData = of(stack, groups.withData());
        List<RemovalDetails> details =
                docker.run(new ContainerCommand.InspectForRemoval(ids(withData), EnvironmentLabels.EXTERNAL_VOLUMES));
        Optional<String> problem = new WrittenOverlays(docker, project)
                .first(making.isolated().model(), all)
                .map(path -> "a container has written %s, which is outside of the stack's own volumes".formatted(path))
                .or(() -> deaf(withData, details, proc));
        if (problem.isPresent()) {
            return refuse(making, running, problem.get(), false);
        }
        reporter.info("Stopping %s for the snapshot".formatted(String.join(", ", groups.withData())));
        stop(groups.others(), stopTimeout);
        stop(groups.replaced(), longestStop);
        problem = abnormalEnd(withData, details);
        if (problem.isPresent()) {
            return refuse(making, running, problem.get(), true);
        }
        sayWhatIsOutside(stack, making);
        docker.run(new ResourceCommand.Remove(Kind.CONTAINER, ids(of(stack, groups.replaced()))));
        Obstacles obstacles = overlays.apply(new SnapshotStart.Layers(
                making.snapshot().id(),
                data.volumes().stream()
                        .map(volume -> volume.over(making.snapshot().volume(volume)))
                        .toList()));
        if (!obstacles.isEmpty()) {
            new SnapshotOverlays(docker).remove(project, making.snapshot().id());
            return refuse(making, running, obstacles.first(), true);
        }
        Snapshots snapshots = new Snapshots(docker, clock);
        Snapshot complete = snapshots.complete(making.snapshot(), data.volumes());
        reporter.info("Snapshot %s is made, %s after the environment was begun"
                .formatted(
                        complete.id(),
                        Age.text(Duration.between(making.snapshot().created(), clock.instant()))));
        snapshots.keep(complete.stack(), limit);
        snapshots.removeLeftovers(snapshots.leftovers());
        return new Made(with(data, making.isolated()), true, Optional.of(complete));
    }

    private static IsolatedModel with(StackData data, IsolatedModel isolated) {
        Map<String, String> names = new TreeMap<>();
        data.volumes().forEach(volume -> names.put(volume.key(), volume.name()));
        return isolated.with(data.with(names, isolated.model()));
    }

    private Made refuse(SnapshotMaking making, IsolatedModel running, String reason, boolean isStopped) {
        new Snapshots(docker, clock).refuse(making.snapshot());
        reporter.warn("No snapshot is made (esb.snapshot): %s. The environment goes on without one.".formatted(reason));
        return new Made(running, isStopped, Optional.empty());
    }

    private static List<ContainerSummary> of(List<ContainerSummary> containers, Set<String> services) {
        return containers.stream()
                .filter(container -> services.contains(container.service()))
                .toList();
    }

    private static List<String> ids(List<ContainerSummary> containers) {
        return containers.stream().map(ContainerSummary::id).toList();
    }

    /** Before anything is stopped: it would only be killed at the end of the time that it has. */
    private static Optional<String> deaf(List<ContainerSummary> containers, List<RemovalDetails> details, Path proc) {
        return details.stream()
                .filter(container ->
                        new MainProcess(proc, container.id(), container.pid()).cannotHear(container.stopSignal()))
                .map(container -> service(container.id(), containers))
                .findFirst()
                .map(service ->
                        "the main process of '%s' does not hear its stop signal, so it would have to be killed, and its data may not be whole. Set 'init: true' or 'stop_signal' for it"
                                .formatted(service));
    }

    private static String service(String id, List<ContainerSummary> containers) {
        return containers.stream()
                .filter(container -> container.id().equals(id))
                .map(ContainerSummary::service)
                .findFirst()
                .orElse(id);
    }

    private void stop(Set<String> services, Duration grace) {
        if (!services.isEmpty()) {
            docker.run(new ComposeCommand.Stop(project, List.copyOf(services), (int) grace.toSeconds()));
        }
    }

    private Optional<String> abnormalEnd(List<ContainerSummary> containers, List<RemovalDetails> details) {
        Map<String, String> signals =
                details.stream().collect(Collectors.toMap(RemovalDetails::id, RemovalDetails::stopSignal));
        return InspectedContainer.parse(docker.run(new ContainerCommand.Inspect(ids(containers)))).stream()
                .filter(container -> !isNormal(container, signals.getOrDefault(container.id(), "")))
                .findFirst()
                .map(container -> container.exitCode() == BY_SIGNAL + 9
                        ? "'%s' did not end within %s s and was killed, so its data may not be whole"
                                .formatted(container.service(), longestStop.toSeconds())
                        : "'%s' ended with %s when it was stopped, so its data may not be whole"
                                .formatted(container.service(), container.exitCode()));
    }

    private static boolean isNormal(InspectedContainer container, String signal) {
        boolean isBySignal =
                SignalNumber.of(signal).stream().anyMatch(number -> container.exitCode() == BY_SIGNAL + number);
        // One that never ran has written nothing.
        return container.state().equals("created") || container.hasEnded() && (container.exitCode() == 0 || isBySignal);
    }

    private void sayWhatIsOutside(List<ContainerSummary> containers, SnapshotMaking making) {
        new StateOutside(docker)
                .of(containers, making.isolated().model())
                .forEach((service, paths) ->
                        reporter.warn("'%s' keeps state outside of its volumes, which the snapshot does not have: %s%s"
                                .formatted(
                                        service,
                                        String.join(", ", paths.subList(0, Math.min(MOST_PATHS, paths.size()))),
                                        paths.size() > MOST_PATHS
                                                ? " and %s more".formatted(paths.size() - MOST_PATHS)
                                                : "")));
        making.data().notKept().forEach(volume -> reporter.warn("The snapshot does not have the " + volume));
    }
}
