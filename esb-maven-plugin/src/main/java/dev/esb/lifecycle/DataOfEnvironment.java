package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.cleanup.EnvironmentBefore;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.compose.StackReader;
import dev.esb.docker.Docker;
import dev.esb.docker.ImageDetails;
import dev.esb.engine.Engine;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.Obstacles;
import dev.esb.isolation.IsolatedModel;
import dev.esb.moved.OverlayVolumes;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Where the volumes of an environment get their data from: they are empty at first, or lie over those of a snapshot. */
final class DataOfEnvironment {
    /** Beside the limits that the user gives: for what has none, such as to create and to remove volumes and containers. */
    private static final Duration MORE = Duration.ofMinutes(5);

    private final Docker docker;
    private final Engine engine;
    private final StackRequest request;
    private final UpOptions options;
    private final StackFiles files;
    private final Map<String, String> labels;
    private final Runnable takeDownEnded;
    private final Reporter reporter;
    private final IsolatedModel isolated;
    private final StackImages images;
    private final Function<Map<String, ImageDetails>, SnapshotInputs> inputs;
    private final Map<Map<String, ImageDetails>, SnapshotInputs> collected = new HashMap<>();
    private Optional<Map<String, ImageDetails>> provided = Optional.empty();

    /**
     * @param labels for all that is created, beside those of the environment's project
     * @param takeDownEnded takes down the environments of others whose builds have ended
     * @param stack that of which the environment is
     * @param isolated its isolated model
     * @param images those of its services
     */
    DataOfEnvironment(
            Docker docker,
            Engine engine,
            StackRequest request,
            UpOptions options,
            StackFiles files,
            Map<String, String> labels,
            Runnable takeDownEnded,
            Reporter reporter,
            Stack stack,
            StackReader reader,
            IsolatedModel isolated,
            StackImages images) {
        this.docker = docker;
        this.engine = engine;
        this.request = request;
        this.options = options;
        this.files = files;
        this.labels = labels;
        this.takeDownEnded = takeDownEnded;
        this.reporter = reporter;
        this.isolated = isolated;
        this.images = images;
        StackInputs all = new StackInputs(
                request,
                files.directory(),
                reader,
                options.provision(),
                options.snapshot().inputs(),
                reporter);
        this.inputs = details -> all.of(stack, isolated, details);
    }

    /**
     * For an environment that was there before.
     *
     * @param before what it had
     * @param mounted the names of the volumes that its containers mount
     */
    DataStart ofExisting(EnvironmentBefore before, Set<String> mounted) {
        Set<String> volumes = new HashSet<>(before.volumes());
        volumes.addAll(mounted);
        DataStart start =
                start().ofExisting(isolated, volumes, () -> provided.orElseGet(images::present), this::inputs);
        if (start.isHalfReset()) {
            // Volumes of a part with the data of the snapshot, and others without it, are no whole data.
            putBack(start);
        }
        return start;
    }

    /**
     * For an environment that was not there before.
     *
     * @param limit stands still while another build makes the snapshot
     */
    DataStart ofNew(TimeLimit limit) {
        if (options.snapshot().mode() == Mode.OFF) {
            return DataStart.own(isolated);
        }
        Map<String, ImageDetails> details = provided();
        limit.standStill();
        try {
            return start().ofNew(isolated, details, inputs(details));
        } finally {
            limit.goOn();
        }
    }

    /**
     * For an environment that an earlier build has left, and whose data does not have to be kept: puts it back to that of its snapshot, or removes it,
     * where another snapshot fits now.
     *
     * @param before what it has
     * @return what was stopped; empty where no snapshot is wanted, so that it goes on with what it has
     */
    Optional<DataReset.Stopped> makeRoom(EnvironmentBefore before) {
        if (options.snapshot().mode() == Mode.OFF) {
            return Optional.empty();
        }
        String project = request.key().project();
        Map<String, ImageDetails> details = provided();
        if (options.snapshot().mode() == Mode.ON && start().isOf(inputs(details))) {
            // With the volumes that its containers mount.
            DataStart now = start().ofExisting(isolated, new HashSet<>(before.volumes()), () -> details, this::inputs);
            return Optional.of(putBack(now));
        }
        return Optional.of(reset().clear(
                        isolated.model(),
                        BeforeReset.read(docker, project),
                        StackData.of(isolated.model(), details, files.directory())));
    }

    /** All of it, before anything is started. */
    private DataReset.Stopped putBack(DataStart start) {
        JsonNode model = start.isolated().model();
        BeforeReset before = BeforeReset.read(docker, request.key().project());
        DataReset.Stopped data = reset().putBack(model, before, List.of(), List.of());
        DataReset.Stopped all = reset().stopChanged(data, model).map(data::and).orElse(data);
        all.end();
        return all;
    }

    /** Stops services and throws away what they have written. */
    DataReset reset() {
        return new DataReset(docker, () -> engine, request.key(), options.stopTimeout(), reporter);
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

    /** Built and pulled once. */
    private Map<String, ImageDetails> provided() {
        if (provided.isEmpty()) {
            provided = Optional.of(images.provide());
        }
        return provided.get();
    }

    /** Files are read once. */
    private SnapshotInputs inputs(Map<String, ImageDetails> details) {
        return collected.computeIfAbsent(details, inputs);
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
        return OverlayVolumes.copyingNothing(docker, request.key(), all, engine, reporter)
                .provide(List.of(), layers.overlays());
    }
}
