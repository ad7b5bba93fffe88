package dev.esb.moved;

import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.archive.DirectoryAttributes;
import dev.esb.archive.TarHeader;
import dev.esb.docker.ContainerMounts;
import dev.esb.docker.Docker;
import dev.esb.docker.VolumeCommand;
import dev.esb.docker.VolumeCommand.Described;
import dev.esb.engine.Engine;
import dev.esb.engine.EnginePlace.Beside;
import dev.esb.environment.ByteSize;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.Obstacle.Kind;
import dev.esb.environment.Obstacles;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathVolume;
import dev.esb.environment.StackEntries;
import dev.esb.environment.VolumeOverlay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Lays volumes over directories of the host and over volumes that are made outside the stack: containers see what is in them, and what they write
 * is in the environment. Nothing is copied but files that a container changes, by the kernel, when it does.
 *
 * <p>Beside each such volume are two plain ones, for what is written and for the kernel's own use. No container of the stack mounts these, so a
 * container that never runs does: otherwise {@code docker volume prune --all} would remove what a running container has written.
 *
 * <p>Whether the engine can do it depends on it, its kernel and the file system, so it is found out by doing it.
 *
 * @param key the environment
 * @param labels for all that is created, beside those of the environment's project
 * @param isNew whether no container of the environment mounts a volume yet, so that there will be something to make
 * @param isolated what the user has isolated: where a container outside writes to it, the environment gets a copy
 * @param copies makes those
 */
public record OverlayVolumes(
        Docker docker,
        EnvironmentKey key,
        Map<String, String> labels,
        Engine engine,
        boolean isNew,
        StackEntries isolated,
        PausedCopies copies) {

    /** Where nothing is isolated, so that no container outside that writes to it is paused for a copy. */
    public static OverlayVolumes copyingNothing(
            Docker docker, EnvironmentKey key, Map<String, String> labels, Engine engine, Reporter reporter) {
        return new OverlayVolumes(
                docker,
                key,
                labels,
                engine,
                true,
                new StackEntries(Path.of("/"), Set.of()),
                new PausedCopies(docker, new ByteSize(1), reporter, () -> {}, Sleep.SYSTEM));
    }

    /**
     * Does it, with two {@code docker} commands where the environment has all the volumes already, and none where there are none to have.
     *
     * @param moves the moved paths of the stack
     * @param volumes the volumes over others
     * @return that over which none can be laid
     * @throws EsbException when a directory or volume is another one than that over which the environment has a volume, or what was written is lost
     */
    public Obstacles provide(List<PathMove> moves, List<VolumeOverlay> volumes) {
        List<Overlay> wanted = new ArrayList<>(moves.stream()
                .filter(move -> move.place() instanceof InVolume)
                .map(move -> ((InVolume) move.place()).volume())
                .filter(PathVolume::isOverlay)
                .map(volume -> Overlay.of(volume, key.project()))
                .distinct()
                .toList());
        volumes.stream().map(Overlay::of).distinct().forEach(wanted::add);
        return provide(wanted);
    }

    /**
     * Prepares to make anew what belongs to volumes, which is about to be removed, so that containers see what is below them as it is.
     *
     * @param volumes as they are, which stay
     * @param below the volumes below them
     * @param image the ID of the image of a container that holds them
     * @return makes it once it is removed, and returns that over which none can be laid any more
     */
    public Supplier<Obstacles> again(List<Described> volumes, List<Described> below, String image) {
        List<Overlay> wanted = volumes.stream().map(Overlay::of).toList();
        Map<String, Described> existing = new HashMap<>();
        volumes.forEach(volume -> existing.put(volume.name(), volume));
        below.forEach(volume -> existing.put(volume.name(), volume));
        Map<Overlay, List<String>> used = users(volumes.stream()
                // Nothing writes to a snapshot.
                .filter(volume -> !volume.labels().containsKey(EnvironmentLabels.OF_SNAPSHOT))
                .map(Overlay::of)
                .toList());
        return () -> add(wanted, existing, used, HolderImage.existing(docker, key.project(), image), true);
    }

    private Map<Overlay, List<String>> users(List<Overlay> overlays) {
        DataUsers users = new DataUsers(docker, key.project(), ownContainer());
        return overlays.isEmpty() ? Map.of() : users.of(overlays, this::onEngine, users.running());
    }

    private Obstacles provide(List<Overlay> wanted) {
        if (wanted.isEmpty()) {
            return Obstacles.NONE;
        }
        try (HolderImage image = new HolderImage(docker, key.project())) {
            if (isNew) {
                image.start();
            }
            return provide(wanted, image);
        }
    }

    private Obstacles provide(List<Overlay> wanted, HolderImage image) {
        DataUsers users = new DataUsers(docker, key.project(), ownContainer());
        // Most often there is something to make, and then both are needed.
        CompletableFuture<List<ContainerMounts.Listed>> listing = Background.start(users::running);
        Map<String, Described> existing = existing(wanted);
        List<ContainerMounts.Listed> running = Background.join(listing);
        List<Overlay> missing = new ArrayList<>();
        Obstacles obstacles = Obstacles.NONE;
        for (Overlay overlay : wanted) {
            Described made = existing.get(overlay.name());
            if (made == null) {
                missing.add(overlay);
            } else if (made.labels().containsKey(EnvironmentLabels.OVERLAY)) {
                requireIntact(overlay, existing);
            } else {
                obstacles = obstacles.and(overlay.prevented("it is copied", Kind.COPIED));
            }
        }
        return missing.isEmpty()
                ? obstacles
                : obstacles.and(add(missing, existing, users.of(missing, this::onEngine, running), image, false));
    }

    /** The ID of the container in which this process runs, if it runs in one of this engine. */
    private Optional<String> ownContainer() {
        return engine.place() instanceof Beside beside ? Optional.of(beside.container()) : Optional.empty();
    }

    private Path onEngine(Path path) {
        return engine.place().path(path).orElse(path);
    }

    private Map<String, Described> existing(List<Overlay> overlays) {
        List<String> names = new ArrayList<>();
        for (Overlay overlay : overlays) {
            names.addAll(overlay.volumes());
            overlay.external().ifPresent(names::add);
        }
        Map<String, Described> byName = new HashMap<>();
        docker.run(new VolumeCommand.Inspect(names)).forEach(volume -> byName.put(volume.name(), volume));
        return byName;
    }

    private void requireIntact(Overlay overlay, Map<String, Described> existing) {
        if (!existing.keySet().containsAll(overlay.volumes())) {
            throw new EsbException(
                    "What the containers of '%s' have written into '%s' is lost: a volume that kept it was removed."
                            .formatted(key, overlay.below()),
                    "Take the environment down, and bring it up again: mvn esb:down " + key.options());
        }
        String then = existing.get(overlay.name()).labels().get(EnvironmentLabels.OVERLAY);
        String now = identity(overlay, existing);
        if (!then.equals(now)) {
            throw new EsbException(
                    "'%s' %s since '%s' was brought up, which keeps what its containers have written into what was there."
                            .formatted(
                                    overlay.below(),
                                    now.isEmpty() ? "was removed" : "was replaced by another one",
                                    key),
                    "Put it back, or take the environment down, with what its containers have written: mvn esb:down "
                            + key.options());
        }
    }

    /** What tells that which is below from another one of the same name; empty where there is none. */
    private static String identity(Overlay overlay, Map<String, Described> existing) {
        return overlay.directory()
                .map(DirectoryIdentity::of)
                .or(() -> overlay.external()
                        .flatMap(name -> Optional.ofNullable(existing.get(name)))
                        .map(Described::created))
                .orElse("");
    }

    private Obstacles add(
            List<Overlay> missing,
            Map<String, Described> existing,
            Map<Overlay, List<String>> users,
            HolderImage image,
            boolean areThere) {
        Obstacles obstacles = Obstacles.NONE;
        List<OverlayLayers> possible = new ArrayList<>();
        List<PausedCopies.Source> used = new ArrayList<>();
        for (Overlay overlay : missing) {
            Optional<String> foreign = overlay.external().flatMap(name -> OverlayLayers.problem(existing.get(name)));
            String below = overlay.directory()
                    .map(path -> onEngine(path).toString())
                    .or(overlay::external)
                    .orElseThrow();
            if (users.containsKey(overlay)) {
                // Podman's archives of a container have no owners.
                boolean isCopied = isIsolated(overlay) && !engine.isPodman();
                String reason = DataUsers.text(users.get(overlay));
                obstacles = obstacles.and(overlay.prevented(reason, isCopied ? Kind.COPIED : Kind.IN_USE));
                if (isCopied) {
                    used.add(new PausedCopies.Source(overlay, below, users.get(overlay)));
                }
            } else if (foreign.isPresent()) {
                obstacles = obstacles.and(overlay.prevented(foreign.get(), Kind.IMPOSSIBLE));
            } else {
                String lower = overlay.external()
                        .map(name -> existing.get(name).directory())
                        .orElse(below);
                possible.add(
                        new OverlayLayers(overlay, lower, identity(overlay, existing), attributes(Path.of(lower))));
            }
        }
        copies.make(used, key.project(), labels, image);
        return obstacles.and(create(possible, image, areThere));
    }

    private boolean isIsolated(Overlay overlay) {
        return overlay.directory().map(isolated::hasPath).orElseGet(() -> isolated.hasKey(overlay.key()));
    }

    /** Of a directory of the engine's machine, where this process sees those that containers see. */
    private Optional<TarHeader> attributes(Path lower) {
        return engine.place().seesAllPaths() && engine.volumes().hasOwnersOfMachine()
                ? DirectoryAttributes.of(lower)
                : Optional.empty();
    }

    /** All at once, and if that fails, each by itself. */
    private Obstacles create(List<OverlayLayers> layers, HolderImage image, boolean areThere) {
        if (layers.isEmpty()) {
            return Obstacles.NONE;
        }
        Optional<String> problem =
                new OverlayAttempt(docker, key.project(), labels, engine, image, areThere).run(layers);
        if (problem.isEmpty()) {
            image.use();
            return Obstacles.NONE;
        }
        if (layers.size() == 1) {
            return layers.get(0).overlay().prevented(problem.get(), Kind.IMPOSSIBLE);
        }
        return layers.stream()
                .map(each -> create(List.of(each), image, areThere))
                .reduce(Obstacles.NONE, Obstacles::and);
    }
}
