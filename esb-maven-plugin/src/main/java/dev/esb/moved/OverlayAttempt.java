package dev.esb.moved;

import dev.esb.Background;
import dev.esb.archive.DirectoryAttributes;
import dev.esb.archive.TarHeader;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.NewVolume;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.StopSwitch;
import dev.esb.docker.VolumeCommand;
import dev.esb.docker.VolumeCommand.Described;
import dev.esb.engine.Engine;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.moved.OverlayOptions.Notes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Creates overlays, with all that belongs to them, and writes through each. If that fails, nothing of them is left.
 *
 * @param image of the container that mounts them
 * @param areThere whether there are the volumes that containers see, and only what belongs to them is created
 */
record OverlayAttempt(
        Docker docker, String project, Map<String, String> labels, Engine engine, HolderImage image, boolean areThere) {
    /** In the container that mounts the volumes, above a directory for each. */
    private static final String ROOT = "/esb/";

    /** @return why the engine cannot do it */
    Optional<String> run(List<OverlayLayers> layers) {
        String problem = "";
        for (Notes notes : Notes.values()) {
            Made made = new Made();
            try {
                Optional<String> unusable = create(layers, notes, made);
                if (unusable.isPresent()) {
                    made.remove();
                }
                return unusable;
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

    /** Docker creates the volumes together with the container, since it tells before where they will be. Podman does neither. */
    private Optional<String> create(List<OverlayLayers> layers, Notes notes, Made made) {
        boolean isAtOnce = engine.volumes().directory().isPresent();
        List<NewVolume> plain = layers.stream().flatMap(this::plain).toList();
        if (!isAtOnce) {
            made.volumes(plain);
        }
        UnaryOperator<String> directories =
                isAtOnce ? volume -> engine.volumes().data(volume).orElseThrow() : directories(plain);
        List<OverlayOptions> options =
                layers.stream().map(each -> options(each, directories)).toList();
        Optional<String> problem =
                options.stream().flatMap(each -> each.problem().stream()).findFirst();
        if (problem.isPresent()) {
            return problem;
        }
        List<NewVolume> all = new ArrayList<>(plain);
        for (int i = 0; i < layers.size() && !areThere; i++) {
            all.add(overlay(layers.get(i), options.get(i).text(notes)));
        }
        if (!isAtOnce) {
            made.volumes(all.subList(plain.size(), all.size()));
        }
        return setAttributes(layers, made.holder(layers, isAtOnce ? all : List.of()));
    }

    private Stream<NewVolume> plain(OverlayLayers layers) {
        Overlay overlay = layers.overlay();
        Map<String, String> own = Map.of(EnvironmentLabels.OVERLAY, "");
        return Stream.of(
                new NewVolume(overlay.upper(), labels(overlay.key() + ".upper", own)),
                new NewVolume(overlay.work(), labels(overlay.key() + ".work", own)));
    }

    private NewVolume overlay(OverlayLayers layers, String options) {
        Overlay overlay = layers.overlay();
        Map<String, String> own = new TreeMap<>(Map.of(EnvironmentLabels.OVERLAY, layers.identity()));
        own.putAll(overlay.sourceLabels());
        return new NewVolume(overlay.name(), labels(overlay.key(), own), Optional.of(options));
    }

    private Map<String, String> labels(String key, Map<String, String> own) {
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(ComposeLabels.ofVolume(project, key));
        all.putAll(own);
        return all;
    }

    private static OverlayOptions options(OverlayLayers layers, UnaryOperator<String> directories) {
        Overlay overlay = layers.overlay();
        return new OverlayOptions(
                layers.lower(), directories.apply(overlay.upper()), directories.apply(overlay.work()));
    }

    /** Where the data of volumes is on the engine's machine, which the engine is asked for. */
    private UnaryOperator<String> directories(List<NewVolume> volumes) {
        List<String> names = volumes.stream().map(NewVolume::name).toList();
        return docker.run(new VolumeCommand.Inspect(names)).stream()
                .collect(Collectors.toMap(Described::name, Described::directory))::get;
    }

    private Optional<String> setAttributes(List<OverlayLayers> layers, String container) {
        List<CompletableFuture<Optional<String>>> all = IntStream.range(0, layers.size())
                .mapToObj(i -> Background.start(() -> setAttributes(layers.get(i), container, ROOT + i)))
                .toList();
        Background.joinAll(all);
        return all.stream().map(Background::join).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> setAttributes(OverlayLayers each, String container, String directory) {
        Optional<TarHeader> attributes = each.attributes().or(() -> attributes(container, directory + "/lower"));
        if (attributes.isEmpty()) {
            return Optional.of("the engine does not say who owns it");
        }
        // This mounts all of them, and writes through one.
        docker.run(new ContainerCommand.SetAttributes(
                container, attributes.get(), Path.of(directory, "merged"), engine.isPodman()));
        return Optional.empty();
    }

    /** The directory that containers see has the owner, permissions and time of the one above the other, which is new. */
    private Optional<TarHeader> attributes(String container, String directory) {
        StringBuilder output = new StringBuilder();
        AtomicReference<TarHeader> header = new AtomicReference<>();
        StopSwitch enough = new StopSwitch();
        Consumer<String> lines = line -> {
            if (header.get() == null) {
                DirectoryAttributes.read(output.append(line).append('\n').toString())
                        .ifPresent(found -> {
                            header.set(found);
                            enough.stop();
                        });
            }
        };
        try {
            docker.stream(new ContainerCommand.CopyOut(container, directory), lines, enough);
        } catch (DockerException e) {
            // A command that is ended has failed.
            if (header.get() == null) {
                throw e;
            }
        }
        return Optional.ofNullable(header.get());
    }

    /** "mount overlay:/var/lib/docker/volumes/x/_data, data: lowerdir=...: invalid argument". */
    private static String reason(DockerException e) {
        String words = e.reason();
        return words.substring(words.lastIndexOf(": ") + 1).strip();
    }

    /** What was created. */
    private final class Made {
        private final List<String> volumes = new ArrayList<>();
        private final List<String> containers = new ArrayList<>();

        /** By commands that run side by side. */
        void volumes(List<NewVolume> added) {
            added.forEach(volume -> volumes.add(volume.name()));
            // What was created is removed where one fails.
            Background.joinAll(added.stream()
                    .map(volume -> Background.start(() -> docker.run(new VolumeCommand.Create(volume))))
                    .toList());
        }

        /**
         * The container that mounts them, and what is below them, which it can only read.
         *
         * @param added all of the volumes where they are created with it, else none
         */
        String holder(List<OverlayLayers> layers, List<NewVolume> added) {
            Map<String, String> mounts = new TreeMap<>();
            Map<String, String> read = new TreeMap<>();
            for (int i = 0; i < layers.size(); i++) {
                OverlayLayers each = layers.get(i);
                Overlay overlay = each.overlay();
                mounts.put(ROOT + i + "/merged", overlay.name());
                mounts.put(ROOT + i + "/upper", overlay.upper());
                mounts.put(ROOT + i + "/work", overlay.work());
                // A container that mounts a volume keeps that from being removed.
                read.put(ROOT + i + "/lower", overlay.external().orElse(each.lower()));
            }
            Map<String, NewVolume> byName =
                    added.stream().collect(Collectors.toMap(NewVolume::name, Function.identity()));
            Map<String, NewVolume> created = new TreeMap<>();
            volumes.addAll(byName.keySet());
            mounts.forEach((path, name) ->
                    Optional.ofNullable(byName.get(name)).ifPresent(volume -> created.put(path, volume)));
            mounts.keySet().removeAll(created.keySet());
            Map<String, String> all = new TreeMap<>(labels);
            all.putAll(ComposeLabels.ofHolder(project));
            String name = layers.get(0).overlay().name() + "-holder";
            String container = docker.run(
                    new ContainerCommand.CreateWithVolumes(image.id(), Optional.of(name), all, mounts, created, read));
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
        }
    }
}
