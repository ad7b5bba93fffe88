package dev.esb.moved;

import dev.esb.Background;
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
import dev.esb.environment.EnvironmentLabels;
import dev.esb.moved.OverlayOptions.Notes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Creates overlays, with all that belongs to them, and writes through each. If that fails, nothing of them is left. */
record OverlayAttempt(Docker docker, String project, Map<String, String> labels, boolean isPodman) {
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

    private Optional<String> create(List<OverlayLayers> layers, Notes notes, Made made) {
        CompletableFuture<Void> image = Background.run(made::image);
        List<String> plain = new ArrayList<>();
        List<CompletableFuture<Void>> creations = new ArrayList<>(List.of(image));
        for (OverlayLayers each : layers) {
            Overlay overlay = each.overlay();
            plain.addAll(List.of(overlay.upper(), overlay.work()));
            creations.add(Background.run(() -> made.volume(overlay.upper(), overlay.key() + ".upper")));
            creations.add(Background.run(() -> made.volume(overlay.work(), overlay.key() + ".work")));
        }
        // All of them, also where one fails: what was created is removed then.
        creations.forEach(creation -> creation.exceptionally(failure -> null).join());
        creations.forEach(Background::join);
        Map<String, String> directories = new HashMap<>();
        docker.run(new VolumeCommand.Inspect(plain))
                .forEach(volume -> directories.put(volume.name(), volume.directory()));
        for (OverlayLayers each : layers) {
            Overlay overlay = each.overlay();
            OverlayOptions options =
                    new OverlayOptions(each.lower(), directories.get(overlay.upper()), directories.get(overlay.work()));
            if (options.problem().isPresent()) {
                return options.problem();
            }
            made.overlay(each, options.text(notes));
        }
        String container = made.holder(layers);
        for (int i = 0; i < layers.size(); i++) {
            String directory = ROOT + i;
            Optional<TarHeader> attributes = attributes(container, directory + "/lower");
            if (attributes.isEmpty()) {
                return Optional.of("the engine does not say who owns it");
            }
            // This mounts all of them, and writes through one.
            docker.run(new ContainerCommand.SetAttributes(
                    container, attributes.get(), Path.of(directory, "merged"), isPodman));
        }
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
        private final List<String> volumes = new CopyOnWriteArrayList<>();
        private final List<String> containers = new ArrayList<>();
        private final List<EmptyImage> images = new CopyOnWriteArrayList<>();

        void image() {
            images.add(EmptyImage.ofProject(docker, project));
        }

        void volume(String name, String key) {
            volumes.add(name);
            docker.run(new VolumeCommand.Create(name, labels(key, Map.of(EnvironmentLabels.OVERLAY, ""))));
        }

        void overlay(OverlayLayers layers, String options) {
            Overlay overlay = layers.overlay();
            volumes.add(overlay.name());
            Map<String, String> own = new TreeMap<>(Map.of(EnvironmentLabels.OVERLAY, layers.identity()));
            overlay.directory().ifPresent(path -> own.put(EnvironmentLabels.PATH, path.toString()));
            overlay.external().ifPresent(name -> own.put(EnvironmentLabels.BELOW, name));
            docker.run(new VolumeCommand.CreateOverlay(overlay.name(), labels(overlay.key(), own), options));
        }

        private Map<String, String> labels(String key, Map<String, String> own) {
            Map<String, String> all = new TreeMap<>(labels);
            all.putAll(ComposeLabels.ofVolume(project, key));
            all.putAll(own);
            return all;
        }

        /** The container that mounts them, and what is below them, which it can only read. */
        String holder(List<OverlayLayers> layers) {
            Map<String, String> mounts = new TreeMap<>();
            Map<String, String> paths = new TreeMap<>();
            for (int i = 0; i < layers.size(); i++) {
                OverlayLayers each = layers.get(i);
                Overlay overlay = each.overlay();
                mounts.put(ROOT + i + "/merged", overlay.name());
                mounts.put(ROOT + i + "/upper", overlay.upper());
                mounts.put(ROOT + i + "/work", overlay.work());
                String below = ROOT + i + "/lower";
                // A container that mounts the volume keeps it from being removed.
                overlay.external()
                        .ifPresentOrElse(name -> mounts.put(below, name), () -> paths.put(below, each.lower()));
            }
            Map<String, String> all = new TreeMap<>(labels);
            all.putAll(ComposeLabels.ofHolder(project));
            String name = layers.get(0).overlay().name() + "-holder";
            String container = docker.run(
                    new ContainerCommand.CreateWithVolumes(images.get(0).id(), Optional.of(name), all, mounts, paths));
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
