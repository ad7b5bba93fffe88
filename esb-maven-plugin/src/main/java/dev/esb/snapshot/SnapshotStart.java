package dev.esb.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.Age;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.docker.Docker;
import dev.esb.docker.ImageDetails;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand;
import dev.esb.engine.Engine;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.Obstacles;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.OnHost;
import dev.esb.environment.SnapshotVolumes;
import dev.esb.environment.VolumeOverlay;
import dev.esb.isolation.IsolatedModel;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.ProcessStates;
import dev.esb.snapshot.Snapshot.State;
import dev.esb.snapshot.SnapshotOptions.Mode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides what the volumes of an environment begin with: with a snapshot that fits, or with nothing, to become one. Of several builds that need the
 * same one, the first makes it, and the others wait for that.
 *
 * @param project the environment's Compose project
 * @param directory the stack's
 * @param labels for all that is created, beside those of the environment's project
 * @param longest how long the making of a snapshot can take from here
 * @param overlays lays volumes of the environment over those of a snapshot
 * @param takeDownEnded takes down what builds have left that have ended, one of which may be the one that others wait for
 */
public record SnapshotStart(
        Docker docker,
        Engine engine,
        String project,
        Path directory,
        Map<String, String> labels,
        SnapshotOptions options,
        Duration longest,
        Function<Layers, Obstacles> overlays,
        Runnable takeDownEnded,
        Reporter reporter,
        Clock clock,
        Sleep sleep) {
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** With the pause between them, nine seconds. */
    private static final int LOOKS_BETWEEN_TAKE_DOWNS = 30;

    /** At the end of the name of the volume that has what an environment has changed. */
    private static final String UPPER = ".upper";

    /** Of inputs that have changed, in a message. */
    private static final int MOST_NAMED = 5;

    /**
     * Volumes of an environment over those of a snapshot.
     *
     * @param snapshot the ID of that
     */
    public record Layers(String snapshot, List<VolumeOverlay> overlays) {}

    /**
     * For an environment that was not there before.
     *
     * @param images what the images of the services consist of
     * @param inputs what decides about the data
     */
    public DataStart ofNew(IsolatedModel isolated, Map<String, ImageDetails> images, SnapshotInputs inputs) {
        Optional<PathMove> onHost = isolated.moves().stream()
                .filter(move -> move.place() instanceof OnHost)
                .findFirst();
        if (onHost.isPresent()) {
            reporter.warn(
                    "The environment does not begin with a snapshot (esb.snapshot), because this engine mounts only whole volumes, and so has '%s' on this machine, where no snapshot has it. Name a volume in place of that path"
                            .formatted(onHost.get().written()));
            return DataStart.own(isolated);
        }
        StackData data = StackData.of(isolated.model(), images, directory);
        if (data.volumes().isEmpty()) {
            reporter.info(
                    "The stack has no volume of its own, so there is nothing to make a snapshot of (esb.snapshot)");
            return DataStart.own(isolated);
        }
        Set<String> existing = existing(data);
        if (!existing.isEmpty()) {
            // Of an attempt before this one, whose ports or subnets were in use.
            Optional<DataStart> begun = begun(isolated, data, existing);
            if (begun.isEmpty()) {
                reporter.warn(
                        "The environment does not begin with a snapshot (esb.snapshot), because it has data already: the volume '%s' is there"
                                .formatted(existing.iterator().next()));
            }
            return begun.orElseGet(() -> DataStart.own(isolated));
        }
        return begin(isolated, data, inputs);
    }

    /**
     * For an environment that was there before: it keeps its data.
     *
     * @param volumes the names of its volumes, and of those that its containers mount
     * @param images what the images of the services consist of, as far as the engine has them
     * @param inputs what decides about the data, for these images
     */
    public DataStart ofExisting(
            IsolatedModel isolated,
            Set<String> volumes,
            Supplier<Map<String, ImageDetails>> images,
            Function<Map<String, ImageDetails>, SnapshotInputs> inputs) {
        StackData named = StackData.of(isolated.model(), Map.of(), directory);
        boolean isOfSnapshot = volumes.stream().anyMatch(name -> name.startsWith(project + "_data-"))
                || named.names().stream().anyMatch(name -> volumes.contains(name + UPPER));
        if (!isOfSnapshot && named.names().stream().anyMatch(volumes::contains)) {
            return DataStart.own(isolated);
        }
        Snapshots snapshots = new Snapshots(docker, clock);
        List<Resource> resets = SnapshotRecords.ofReset(docker, project);
        Optional<String> snapshot = snapshots
                .of(project)
                .or(() -> resets.stream()
                        .map(record -> record.labels().get(EnvironmentLabels.OF_SNAPSHOT))
                        .findFirst());
        if (snapshot.isPresent()) {
            Map<String, ImageDetails> details = images.get();
            StackData data = StackData.of(isolated.model(), details, directory);
            DataStart whole = resets.isEmpty()
                    ? over(snapshot.get(), data, isolated, snapshots)
                    // What is missing is made by the reset that completes that one.
                    : with(DataVolume::name, kept(snapshot.get(), data, snapshots), isolated, false)
                            .halfReset();
            return options.mode() == Mode.ON && isOf(snapshot.get(), inputs.apply(details), snapshots)
                    ? whole.provisioned()
                    : whole;
        }
        return snapshots.all().stream()
                .filter(other -> other.project().equals(project))
                .map(Snapshot::id)
                .findFirst()
                // Another program has removed what says so.
                .or(() -> volumes.stream()
                        .flatMap(name -> SnapshotVolumes.id(name).stream())
                        .findFirst())
                .map(refused -> with(
                        volume -> SnapshotVolumes.name(refused, volume.inSnapshot()),
                        StackData.of(isolated.model(), images.get(), directory),
                        isolated,
                        false))
                .orElseGet(() -> DataStart.own(isolated));
    }

    /** Its volumes lie over those of the snapshot. A volume that is new in the stack is made by Compose. */
    private DataStart over(String snapshot, StackData data, IsolatedModel isolated, Snapshots snapshots) {
        StackData kept = kept(snapshot, data, snapshots);
        Obstacles obstacles = overlays.apply(new Layers(
                snapshot,
                kept.volumes().stream()
                        .map(volume -> volume.over(SnapshotVolumes.name(snapshot, volume.inSnapshot())))
                        .toList()));
        if (!obstacles.isEmpty()) {
            throw new EsbException(
                    "'%s' cannot go on with its data, which lies over a snapshot: %s."
                            .formatted(project, obstacles.first()),
                    "Take it down, and bring it up again.");
        }
        return with(DataVolume::name, kept, isolated, false);
    }

    private StackData kept(String snapshot, StackData data, Snapshots snapshots) {
        Set<String> there = snapshots.volumes(snapshot);
        StackData kept = new StackData(
                data.volumes().stream()
                        .filter(volume -> there.contains(SnapshotVolumes.name(snapshot, volume.inSnapshot())))
                        .toList(),
                data.services(),
                data.notKept());
        requireBelow(data, kept);
        return kept;
    }

    /** What lies over a volume that is gone has lost what was below, and would be taken for one that Compose has made. */
    private void requireBelow(StackData data, StackData kept) {
        List<String> others = data.volumes().stream()
                .filter(volume -> !kept.volumes().contains(volume))
                .map(DataVolume::name)
                .toList();
        if (others.isEmpty()) {
            return;
        }
        docker.run(new VolumeCommand.Inspect(others)).stream()
                .map(volume -> volume.labels().get(EnvironmentLabels.BELOW))
                .filter(Objects::nonNull)
                .filter(SnapshotVolumes::isName)
                .findFirst()
                .ifPresent(lost -> {
                    throw new EsbException(
                            "'%s' cannot go on with its data, because the volume '%s' of its snapshot was removed, for example by 'docker volume prune'."
                                    .formatted(project, lost),
                            "Take it down, and bring it up again.");
                });
    }

    /** Whether the environment has begun with the snapshot that fits. */
    public boolean isOf(SnapshotInputs inputs) {
        Snapshots snapshots = new Snapshots(docker, clock);
        Optional<String> id = snapshots.of(project);
        return id.isPresent()
                && snapshots.all().stream()
                        .anyMatch(snapshot ->
                                snapshot.id().equals(id.get()) && snapshot.key().equals(inputs.key()));
    }

    /** As {@link #isOf(SnapshotInputs)}, and says what has changed since. */
    private boolean isOf(String id, SnapshotInputs inputs, Snapshots snapshots) {
        Optional<Snapshot> own = snapshots.all().stream()
                .filter(snapshot -> snapshot.id().equals(id))
                .findFirst();
        own.filter(snapshot -> !snapshot.key().equals(inputs.key()))
                .ifPresent(snapshot -> reporter.info(
                        "'%s' keeps its data, and is provisioned again. These have changed since its snapshot (%s) was made: %s. Take it down before 'up', and it begins with a new one"
                                .formatted(project, snapshot.id(), changed(inputs, snapshot))));
        return own.filter(snapshot -> snapshot.key().equals(inputs.key())).isPresent();
    }

    private Set<String> existing(StackData data) {
        Set<String> names = new HashSet<>();
        docker.run(new VolumeCommand.Inspect(data.names())).forEach(volume -> names.add(volume.name()));
        return names;
    }

    private Optional<DataStart> begun(IsolatedModel isolated, StackData data, Set<String> existing) {
        boolean isOfSnapshot = existing.containsAll(data.names())
                && docker.run(new VolumeCommand.Inspect(data.names().stream()
                                        .map(name -> name + UPPER)
                                        .toList()))
                                .size()
                        == data.names().size();
        return isOfSnapshot ? Optional.of(with(DataVolume::name, data, isolated, true)) : Optional.empty();
    }

    private DataStart begin(IsolatedModel isolated, StackData data, SnapshotInputs inputs) {
        Snapshots snapshots = new Snapshots(docker, clock);
        Instant start = clock.instant();
        boolean hasWaited = false;
        for (int look = 0; ; look++) {
            List<Snapshot> all = snapshots.all();
            List<Snapshot> fitting =
                    all.stream().filter(snapshot -> snapshot.isOf(inputs)).toList();
            Optional<Snapshot> complete = fitting.stream()
                    .filter(Snapshot::isComplete)
                    .filter(snapshot ->
                            options.mode() == Mode.ON || snapshot.created().isAfter(start))
                    .findFirst();
            if (complete.isPresent()) {
                Optional<DataStart> begun = beginWith(complete.get(), data, isolated, snapshots);
                if (begun.isPresent()) {
                    return begun.get();
                }
                continue;
            }
            Optional<Snapshot> refused = fitting.stream()
                    .filter(snapshot -> snapshot.state() == State.REFUSED)
                    .findFirst();
            if (refused.isPresent() && options.mode() == Mode.ON) {
                reporter.info("'%s' has found that no snapshot can be made of this stack, so '%s' is filled by itself"
                        .formatted(refused.get().project(), project));
                return DataStart.own(isolated);
            }
            Optional<Snapshot> other = fitting.stream()
                    .filter(snapshot -> snapshot.state() == State.IN_THE_MAKING)
                    .findFirst();
            if (other.isEmpty()) {
                Optional<DataStart> making = make(isolated, data, inputs, snapshots, all);
                if (making.isPresent()) {
                    return making.get();
                }
            } else if (other.get().project().equals(project)) {
                // Begun by an attempt before this one, whose ports or subnets were in use.
                return making(other.get(), data, isolated);
            } else if (isOver(other.get())) {
                snapshots.forget(other.get());
                continue;
            } else {
                if (!hasWaited) {
                    reporter.info("Waiting for the snapshot that '%s' makes"
                            .formatted(other.get().project()));
                    hasWaited = true;
                } else if (look % LOOKS_BETWEEN_TAKE_DOWNS == 0) {
                    takeDownEnded.run();
                }
                sleep.sleep(PAUSE);
            }
        }
    }

    /** Of a build that this process cannot see, the time decides. */
    private boolean isOver(Snapshot making) {
        BuildProcess.State state = making.maker()
                .map(build -> ProcessStates.of(docker, List.of(build)).of(build))
                .orElse(BuildProcess.State.UNKNOWN);
        return state == BuildProcess.State.DEAD || clock.instant().isAfter(making.until());
    }

    private Optional<DataStart> beginWith(
            Snapshot snapshot, StackData data, IsolatedModel isolated, Snapshots snapshots) {
        Obstacles obstacles = overlays.apply(new Layers(
                snapshot.id(),
                data.volumes().stream()
                        .map(volume -> volume.over(snapshot.volume(volume)))
                        .toList()));
        if (obstacles.isEmpty() && snapshots.use(snapshot)) {
            reporter.info("Beginning with the snapshot %s, which is %s old"
                    .formatted(snapshot.id(), Age.text(Duration.between(snapshot.created(), clock.instant()))));
            return Optional.of(with(DataVolume::name, data, isolated, true));
        }
        new SnapshotOverlays(docker).remove(project, snapshot.id());
        List<String> missing = snapshots.missing(snapshot, data.volumes());
        if (obstacles.isEmpty()) {
            // Another process has removed it in this moment, and the engine makes a volume that a container is to
            // mount.
            docker.run(new VolumeCommand.RemoveUnused(
                    data.volumes().stream().map(snapshot::volume).toList()));
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            reporter.warn(
                    "The snapshot %s cannot be used, because another program has removed its volume '%s'; a new one is made"
                            .formatted(snapshot.id(), missing.get(0)));
            snapshots.remove(snapshot);
            return Optional.empty();
        }
        reporter.warn(
                "The environment cannot begin with the snapshot %s: %s".formatted(snapshot.id(), obstacles.first()));
        return Optional.of(DataStart.own(isolated));
    }

    private Optional<DataStart> make(
            IsolatedModel isolated, StackData data, SnapshotInputs inputs, Snapshots snapshots, List<Snapshot> all) {
        Instant now = clock.instant();
        Snapshot snapshot = new Snapshot(
                "",
                UUID.randomUUID().toString().replace("-", "").substring(0, 12),
                inputs.key(),
                options.stack(),
                inputs.text(),
                now,
                now,
                State.IN_THE_MAKING,
                project,
                Optional.empty(),
                now.plus(longest));
        Optional<Snapshot> begun = snapshots.begin(
                snapshot,
                data.volumes(),
                project,
                labels,
                engine.volumes().directory().isPresent());
        begun.ifPresent(
                making -> reporter.info("Making a snapshot of '%s'%s".formatted(options.stack(), why(inputs, all))));
        return begun.map(making -> making(making, data, isolated));
    }

    private String why(SnapshotInputs inputs, List<Snapshot> all) {
        Optional<Snapshot> last = Snapshots.latest(all, options.stack());
        if (last.isEmpty()) {
            return ", since there is none";
        }
        if (last.get().key().equals(inputs.key())) {
            return ", as asked for (esb.snapshot=refresh)";
        }
        return ", since these have changed after the last one (%s): %s"
                .formatted(last.get().id(), changed(inputs, last.get()));
    }

    private static String changed(SnapshotInputs inputs, Snapshot since) {
        List<String> changed = inputs.changedSince(since.inputs());
        int named = Math.min(MOST_NAMED, changed.size());
        return changed.isEmpty()
                ? "more than can be named"
                : String.join(", ", changed.subList(0, named))
                        + (changed.size() > named ? " and %s more".formatted(changed.size() - named) : "");
    }

    private DataStart making(Snapshot snapshot, StackData data, IsolatedModel isolated) {
        DataStart start = with(snapshot::volume, data, isolated, false);
        return new DataStart(
                start.isolated(),
                start.volumes(),
                false,
                Optional.of(new SnapshotMaking(snapshot, data, isolated)),
                false);
    }

    private static DataStart with(
            Function<DataVolume, String> name, StackData data, IsolatedModel isolated, boolean isProvisioned) {
        Map<String, String> byKey = new TreeMap<>();
        Map<String, String> byName = new TreeMap<>();
        for (DataVolume volume : data.volumes()) {
            byKey.put(volume.key(), name.apply(volume));
            byName.put(volume.name(), name.apply(volume));
        }
        ObjectNode model = data.with(byKey, isolated.model());
        return new DataStart(isolated.with(model), byName, isProvisioned, Optional.empty(), false);
    }
}
