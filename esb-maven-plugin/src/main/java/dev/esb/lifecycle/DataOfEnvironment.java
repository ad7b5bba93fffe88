package dev.esb.lifecycle;

import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.cleanup.EnvironmentBefore;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.compose.StackReader;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.ImageDetails;
import dev.esb.engine.Engine;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.Obstacles;
import dev.esb.environment.StackEntries;
import dev.esb.isolation.IsolatedModel;
import dev.esb.moved.OverlayVolumes;
import dev.esb.moved.PausedCopies;
import dev.esb.plan.StackRequest;
import dev.esb.snapshot.DataStart;
import dev.esb.snapshot.SnapshotInputs;
import dev.esb.snapshot.SnapshotMaker;
import dev.esb.snapshot.SnapshotOptions.Mode;
import dev.esb.snapshot.SnapshotStart;
import dev.esb.snapshot.Snapshots;
import dev.esb.snapshot.StackData;
import dev.esb.snapshot.StackInputs;
import dev.esb.start.StartFailedException;
import dev.esb.start.TimeLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Where the volumes of an environment get their data from: they are empty at first, or lie over those of a snapshot.
 *
 * @param labels for all that is created, beside those of the environment's project
 * @param takeDownEnded takes down the environments of others whose builds have ended
 */
record DataOfEnvironment(
        Docker docker,
        Engine engine,
        StackRequest request,
        UpOptions options,
        StackFiles files,
        Map<String, String> labels,
        Runnable takeDownEnded,
        Reporter reporter) {
    /** Beside the limits that the user gives: for what has none, such as to create and to remove volumes and containers. */
    private static final Duration MORE = Duration.ofMinutes(5);

    /**
     * For an environment that was there before.
     *
     * @param mounted the names of the volumes that its containers mount
     * @param images those of the stack, as far as the engine has them
     */
    DataStart ofExisting(
            IsolatedModel isolated,
            EnvironmentBefore before,
            Set<String> mounted,
            Supplier<Map<String, ImageDetails>> images,
            Stack stack,
            StackReader reader) {
        Set<String> volumes = new HashSet<>(before.volumes());
        volumes.addAll(mounted);
        return start().ofExisting(
                        isolated, volumes, images, details -> inputs(reader).of(stack, isolated, details));
    }

    /**
     * For an environment that was not there before.
     *
     * @param images those of the stack, which are pulled or built for that
     * @param limit stands still while another build makes the snapshot
     */
    DataStart ofNew(
            IsolatedModel isolated,
            Supplier<Map<String, ImageDetails>> images,
            Stack stack,
            StackReader reader,
            TimeLimit limit) {
        if (options.snapshot().mode() == Mode.OFF) {
            return DataStart.own(isolated);
        }
        Map<String, ImageDetails> details = images.get();
        limit.standStill();
        try {
            return start().ofNew(isolated, details, inputs(reader).of(stack, isolated, details));
        } finally {
            limit.goOn();
        }
    }

    /**
     * For an environment that an earlier build has left, and whose data does not have to be kept: puts it back to that of its snapshot, or removes it,
     * where another snapshot fits now.
     *
     * @param existing the names of its volumes
     * @param images those of the stack, which are pulled or built for that
     * @return what was stopped; empty where no snapshot is wanted, so that it goes on with what it has
     */
    Optional<DataReset.Stopped> makeRoom(
            IsolatedModel isolated,
            Set<String> existing,
            Supplier<Map<String, ImageDetails>> images,
            Stack stack,
            StackReader reader) {
        if (options.snapshot().mode() == Mode.OFF) {
            return Optional.empty();
        }
        String project = request.key().project();
        Map<String, ImageDetails> details = images.get();
        SnapshotInputs inputs = inputs(reader).of(stack, isolated, details);
        List<ContainerSummary> all = new Containers(docker).allOf(project);
        if (options.snapshot().mode() == Mode.ON && start().isOf(inputs)) {
            // With the volumes that its containers mount.
            DataStart now = start().ofExisting(isolated, existing, () -> details, any -> inputs);
            return Optional.of(reset().putBack(now.isolated().model(), all, List.of(), List.of()));
        }
        return Optional.of(
                reset().clear(isolated.model(), all, StackData.of(isolated.model(), details, files.directory())));
    }

    /** Stops services and throws away what they have written. */
    DataReset reset() {
        return new DataReset(docker, engine, request.key(), options.stopTimeout(), reporter);
    }

    /** Makes the snapshot that the environment has begun. */
    SnapshotMaker.Made make(DataStart start) {
        return new SnapshotMaker(
                        docker,
                        request.key().project(),
                        options.timeout(),
                        options.stopTimeout(),
                        this::lay,
                        options.snapshot().limit(),
                        reporter,
                        Clock.systemUTC())
                .make(start.making().orElseThrow(), start.isolated());
    }

    /**
     * Takes a snapshot back with which the services do not get ready that were ready before.
     *
     * @return the reason with what helps
     */
    StartFailedException withdraw(SnapshotMaker.Made made, StartFailedException failure) {
        if (made.snapshot().isEmpty()) {
            return failure;
        }
        new Snapshots(docker, Clock.systemUTC()).remove(made.snapshot().get());
        return new StartFailedException(
                ("%s. The services were ready before their data lay over the snapshot, which is taken back. If one of them mounts overlayfs over its data, as"
                                + " containerd and Docker do, give its volume the label '%s: \"true\"' in the Compose file")
                        .formatted(failure.getMessage(), StackData.EXCLUDE),
                failure.services(),
                failure);
    }

    private SnapshotStart start() {
        return new SnapshotStart(
                docker,
                engine,
                request.key().project(),
                files.directory(),
                labels,
                options.snapshot(),
                longest(),
                this::lay,
                takeDownEnded,
                reporter,
                Clock.systemUTC(),
                Sleep.SYSTEM);
    }

    private StackInputs inputs(StackReader reader) {
        return new StackInputs(
                request,
                files.directory(),
                reader,
                options.provision(),
                options.snapshot().inputs(),
                reporter);
    }

    /** How long it can take from here until the snapshot is made. */
    private Duration longest() {
        return options.timeout()
                .multipliedBy(2)
                .plus(options.provisionTimeout()
                        .multipliedBy(options.provision().size()))
                .plus(MORE);
    }

    private Obstacles lay(SnapshotStart.Layers layers) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(EnvironmentLabels.OF_SNAPSHOT, layers.snapshot());
        return new OverlayVolumes(
                        docker,
                        request.key(),
                        all,
                        engine,
                        true,
                        new StackEntries(files.directory(), Set.of()),
                        new PausedCopies(docker, request.copyLimit(), reporter, takeDownEnded, Sleep.SYSTEM))
                .provide(List.of(), layers.overlays());
    }
}
