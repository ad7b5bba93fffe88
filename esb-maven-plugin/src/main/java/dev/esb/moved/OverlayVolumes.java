package dev.esb.moved;

import dev.esb.EsbException;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.DirectoryAttributes;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.EmptyImage;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.StopSwitch;
import dev.esb.docker.TarHeader;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathVolume;
import dev.esb.moved.OverlayOptions.Notes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Lays volumes over directories of the host: containers see what is in the directory, and what they write is in the environment. Nothing is copied
 * but files that a container changes, by the kernel, when it does.
 *
 * <p>Beside each such volume are two plain ones, for what is written and for the kernel's own use. No container of the stack mounts these, so a
 * container that never runs does: otherwise {@code docker volume prune --all} would remove what a running container has written.
 *
 * <p>Whether the engine can do it depends on it, its kernel and the file system, so it is found out by doing it.
 *
 * @param key the environment
 * @param labels for all that is created, beside those of the environment's project
 * @param onEngine the path on the engine's machine of one of this machine
 * @param isPodman whether the engine is Podman
 */
public record OverlayVolumes(
        Docker docker, EnvironmentKey key, Map<String, String> labels, UnaryOperator<Path> onEngine, boolean isPodman) {
    private static final String UPPER = ".upper";
    private static final String WORK = ".work";

    /** In the container that mounts the volumes, above a directory for each. */
    private static final String ROOT = "/esb/";

    /**
     * Does it, with one {@code docker} command where the environment has all the volumes already, and none where no directory has one.
     *
     * @param moves the moved paths of the stack
     * @return the directories for which the engine cannot do it, each with its reason
     * @throws EsbException when a directory is another one than that over which the environment has a volume, or what was written is lost
     */
    public Map<Path, String> provide(List<PathMove> moves) {
        List<PathVolume> wanted = moves.stream()
                .filter(move -> move.place() instanceof InVolume)
                .map(move -> ((InVolume) move.place()).volume())
                .filter(PathVolume::isOverlay)
                .distinct()
                .toList();
        if (wanted.isEmpty()) {
            return Map.of();
        }
        Map<String, VolumeCommand.Described> existing = existing(wanted);
        List<PathVolume> missing = new ArrayList<>();
        for (PathVolume volume : wanted) {
            if (existing.containsKey(name(volume))) {
                requireIntact(volume, existing);
            } else {
                missing.add(volume);
            }
        }
        return missing.isEmpty() ? Map.of() : create(missing);
    }

    private Map<String, VolumeCommand.Described> existing(List<PathVolume> volumes) {
        List<String> names = new ArrayList<>();
        volumes.forEach(volume -> names.addAll(List.of(name(volume), name(volume) + UPPER, name(volume) + WORK)));
        Map<String, VolumeCommand.Described> byName = new HashMap<>();
        docker.run(new VolumeCommand.Inspect(names)).forEach(volume -> byName.put(volume.name(), volume));
        return byName;
    }

    private void requireIntact(PathVolume volume, Map<String, VolumeCommand.Described> existing) {
        if (!existing.containsKey(name(volume) + UPPER) || !existing.containsKey(name(volume) + WORK)) {
            throw new EsbException(
                    "What the containers of '%s' have written into '%s' is lost: a volume that kept it was removed."
                            .formatted(key, volume.path()),
                    "Take the environment down, and bring it up again: mvn esb:down " + key.options());
        }
        String then = existing.get(name(volume)).labels().getOrDefault(EnvironmentLabels.OVERLAY, "");
        String now = DirectoryIdentity.of(volume.path());
        if (!then.equals(now)) {
            throw new EsbException(
                    "'%s' %s since '%s' was brought up, which keeps what its containers have written into the directory that was there."
                            .formatted(
                                    volume.path(), now.isEmpty() ? "was removed" : "was replaced by another one", key),
                    "Put it back, or take the environment down, with what its containers have written: mvn esb:down "
                            + key.options());
        }
    }

    /** All at once, and if that fails, each by itself. */
    private Map<Path, String> create(List<PathVolume> volumes) {
        Map<Path, String> impossible = new TreeMap<>();
        Optional<String> problem = attempt(volumes);
        if (problem.isPresent() && volumes.size() == 1) {
            impossible.put(volumes.get(0).path(), problem.get());
        } else if (problem.isPresent()) {
            volumes.forEach(volume -> impossible.putAll(create(List.of(volume))));
        }
        return impossible;
    }

    /** @return why the engine cannot do it; then nothing of it is left */
    private Optional<String> attempt(List<PathVolume> volumes) {
        String problem = "";
        for (Notes notes : Notes.values()) {
            Made made = new Made();
            try {
                Optional<String> options = create(volumes, notes, made);
                if (options.isEmpty()) {
                    return Optional.empty();
                }
                made.remove();
                return options;
            } catch (DockerException e) {
                made.remove();
                problem = problem.isEmpty() ? reason(e) : problem;
            } catch (RuntimeException e) {
                made.remove();
                throw e;
            }
        }
        return Optional.of(problem);
    }

    private Optional<String> create(List<PathVolume> volumes, Notes notes, Made made) {
        Map<String, String> plain = new LinkedHashMap<>();
        for (PathVolume volume : volumes) {
            for (String part : List.of(UPPER, WORK)) {
                made.volume(volume, part, Map.of(EnvironmentLabels.OVERLAY, ""));
                plain.put(name(volume) + part, "");
            }
        }
        docker.run(new VolumeCommand.Inspect(List.copyOf(plain.keySet())))
                .forEach(volume -> plain.put(volume.name(), volume.directory()));
        for (PathVolume volume : volumes) {
            OverlayOptions options =
                    new OverlayOptions(lower(volume), plain.get(name(volume) + UPPER), plain.get(name(volume) + WORK));
            if (options.problem().isPresent()) {
                return options.problem();
            }
            made.overlay(volume, options.text(notes));
        }
        String container = made.holder(volumes);
        for (int i = 0; i < volumes.size(); i++) {
            // This mounts all of them, and writes through one.
            String directory = ROOT + i;
            docker.run(new ContainerCommand.SetAttributes(
                    container, attributes(container, directory + "/lower"), Path.of(directory, "merged"), isPodman));
        }
        return Optional.empty();
    }

    /** The directory that containers see has the owner, permissions and time of the one above the other, which is new. */
    private TarHeader attributes(String container, String directory) {
        StringBuilder output = new StringBuilder();
        AtomicReference<TarHeader> header = new AtomicReference<>();
        StopSwitch enough = new StopSwitch();
        try {
            docker.stream(
                    new ContainerCommand.CopyOut(container, directory),
                    line -> {
                        if (header.get() == null) {
                            DirectoryAttributes.read(
                                            output.append(line).append('\n').toString())
                                    .ifPresent(found -> {
                                        header.set(found);
                                        enough.stop();
                                    });
                        }
                    },
                    enough);
        } catch (DockerException e) {
            if (header.get() == null) {
                throw e;
            }
        }
        if (header.get() == null) {
            throw new EsbException("The engine does not say who owns '%s'.".formatted(directory));
        }
        return header.get();
    }

    private String name(PathVolume volume) {
        return volume.name(key.project());
    }

    private String lower(PathVolume volume) {
        return onEngine.apply(volume.path()).toString();
    }

    private static String reason(DockerException e) {
        String words = e.reason();
        return words.substring(words.lastIndexOf(": ") + 1).strip();
    }

    /** What an attempt has created. */
    private final class Made {
        private final List<String> volumes = new ArrayList<>();
        private final List<String> containers = new ArrayList<>();
        private final List<EmptyImage> images = new ArrayList<>();

        void volume(PathVolume volume, String part, Map<String, String> own) {
            volumes.add(name(volume) + part);
            docker.run(new VolumeCommand.Create(name(volume) + part, labels(volume, part, own)));
        }

        void overlay(PathVolume volume, String options) {
            volumes.add(name(volume));
            Map<String, String> own = Map.of(
                    EnvironmentLabels.PATH,
                    volume.path().toString(),
                    EnvironmentLabels.OVERLAY,
                    DirectoryIdentity.of(volume.path()));
            docker.run(new VolumeCommand.CreateOverlay(name(volume), labels(volume, "", own), options));
        }

        private Map<String, String> labels(PathVolume volume, String part, Map<String, String> own) {
            Map<String, String> all = new TreeMap<>(labels);
            all.putAll(ComposeLabels.ofVolume(key.project(), volume.key() + part));
            all.putAll(own);
            return all;
        }

        /** The container that mounts them, and the directories below them, of which it can only read. */
        String holder(List<PathVolume> overlaid) {
            Map<String, String> mounts = new TreeMap<>();
            Map<String, String> paths = new TreeMap<>();
            for (int i = 0; i < overlaid.size(); i++) {
                PathVolume volume = overlaid.get(i);
                mounts.put(ROOT + i + "/merged", name(volume));
                mounts.put(ROOT + i + "/upper", name(volume) + UPPER);
                mounts.put(ROOT + i + "/work", name(volume) + WORK);
                paths.put(ROOT + i + "/lower", lower(volume));
            }
            String name = name(overlaid.get(0)) + "-holder";
            Map<String, String> all = new TreeMap<>(labels);
            all.putAll(ComposeLabels.ofHolder(key.project()));
            EmptyImage image = EmptyImage.ofProject(docker, key.project());
            images.add(image);
            String container = docker.run(
                    new ContainerCommand.CreateWithVolumes(image.id(), Optional.of(name), all, mounts, paths));
            containers.add(container);
            return container;
        }

        void remove() {
            if (!containers.isEmpty()) {
                docker.run(new ResourceCommand.Remove(Kind.CONTAINER, containers));
            }
            if (!volumes.isEmpty()) {
                docker.run(new VolumeCommand.RemoveUnused(volumes));
            }
            images.forEach(EmptyImage::close);
        }
    }
}
