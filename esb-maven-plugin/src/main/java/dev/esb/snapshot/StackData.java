package dev.esb.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.Hash;
import dev.esb.docker.ImageDetails;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.PathMove;
import dev.esb.isolation.Replicas;
import dev.esb.snapshot.DataVolume.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Where a stack has its data: in volumes that it names, among them those in place of run-time directories, and in those that have no name because
 * an image declares them, or the stack names only a path.
 *
 * @param volumes in the order of their keys
 * @param services those that mount one of them
 * @param notKept volumes that no snapshot can keep, each with the reason, for a message
 */
public record StackData(List<DataVolume> volumes, Set<String> services, List<String> notKept) {
    /** On a volume in the rendered file: its key in a snapshot. */
    static final String IN_SNAPSHOT = "x-esb-snapshot";

    /**
     * With the value {@code true}, a volume with this label, and the volumes without a name of a service with it, are in no snapshot: those of programs that
     * mount overlayfs over their data, which the kernel does not do over another one
     * (<a href="https://docs.kernel.org/filesystems/overlayfs.html#upper-and-lower">overlayfs</a>).
     */
    public static final String EXCLUDE = "dev.esb.snapshot.exclude";

    private static final int DIGITS = 8;

    /**
     * Finds them.
     *
     * @param model the isolated model
     * @param images what the images of the services consist of, by service
     * @param directory the stack's
     */
    public static StackData of(JsonNode model, Map<String, ImageDetails> images, Path directory) {
        Finder finder = new Finder(model, images, directory);
        model.path("services").properties().forEach(service -> finder.add(service.getKey(), service.getValue()));
        addUsersOfOthersVolumes(model, finder.services);
        return new StackData(
                List.copyOf(finder.volumes.values()), Set.copyOf(finder.services), List.copyOf(finder.notKept));
    }

    /**
     * The services that mount volumes.
     *
     * @param model the isolated model
     * @param keys of the volumes
     */
    static Set<String> mounting(JsonNode model, Set<String> keys) {
        Set<String> services = new TreeSet<>();
        model.path("services")
                .properties()
                .forEach(service -> service.getValue().path("volumes").forEach(mount -> {
                    if (mount.path("type").asText().equals("volume")
                            && keys.contains(mount.path("source").asText())) {
                        services.add(service.getKey());
                    }
                }));
        addUsersOfOthersVolumes(model, services);
        return services;
    }

    /** Those with {@code volumes_from} mount the same volumes. */
    private static void addUsersOfOthersVolumes(JsonNode model, Set<String> services) {
        boolean isMore = true;
        while (isMore) {
            List<String> more = new ArrayList<>();
            model.path("services")
                    .properties()
                    .forEach(service -> service.getValue().path("volumes_from").forEach(entry -> {
                        if (services.contains(entry.asText().split(":", 2)[0])) {
                            more.add(service.getKey());
                        }
                    }));
            isMore = services.addAll(more);
        }
    }

    /** The names of the environment's volumes. */
    public List<String> names() {
        return volumes.stream().map(DataVolume::name).toList();
    }

    private static final class Finder {
        private final JsonNode model;
        private final Map<String, ImageDetails> images;
        private final Path directory;
        private final Map<String, DataVolume> volumes = new TreeMap<>();
        private final Set<String> services = new TreeSet<>();
        private final Set<String> notKept = new TreeSet<>();

        private Finder(JsonNode model, Map<String, ImageDetails> images, Path directory) {
            this.model = model;
            this.images = images;
            this.directory = directory;
        }

        private void add(String service, JsonNode settings) {
            boolean isExcluded = isExcluded(settings);
            Map<String, JsonNode> mounts = new LinkedHashMap<>();
            settings.path("volumes")
                    .forEach(mount -> mounts.put(normalized(mount.path("target").asText()), mount));
            mounts.forEach((target, mount) -> {
                if (mount.path("type").asText().equals("volume")) {
                    if (mount.path("source").asText().isEmpty()) {
                        if (!isExcluded) {
                            addUnnamed(service, settings, target);
                        }
                    } else {
                        addNamed(service, mount.path("source").asText());
                    }
                }
            });
            Set<String> inMemory = StreamSupport.stream(settings.path("tmpfs").spliterator(), false)
                    .map(entry -> normalized(entry.asText().split(":", 2)[0]))
                    .collect(Collectors.toSet());
            Optional.ofNullable(images.get(service)).map(ImageDetails::volumes).orElse(List.of()).stream()
                    .map(Finder::normalized)
                    .filter(target -> !mounts.containsKey(target) && !inMemory.contains(target))
                    // Those of another service may be mounted there.
                    .filter(target -> settings.path("volumes_from").isEmpty() && !isExcluded)
                    .forEach(target -> addUnnamed(service, settings, target));
        }

        private void addNamed(String service, String key) {
            JsonNode volume = model.path("volumes").path(key);
            if (volume.path("external").asBoolean()) {
                // Another volume lies below it, or all environments share it.
                return;
            }
            if (!volume.path("labels").path(EnvironmentLabels.COPY).asText().isEmpty()) {
                // A copy of what is on this machine, which containers only read.
                return;
            }
            if (isExcluded(volume)) {
                return;
            }
            String driver = volume.path("driver").asText("local");
            if (!driver.equals("local") || !volume.path("driver_opts").isEmpty()) {
                notKept.add("volume '%s' (its data is elsewhere: %s)"
                        .formatted(key, driver.equals("local") ? "driver_opts" : "driver " + driver));
                return;
            }
            volumes.put(
                    key,
                    new DataVolume(key, volume.path("name").asText(key), inSnapshot(key, volume), Optional.empty()));
            services.add(service);
        }

        /** Of a service, that of its volumes without a name. */
        private static boolean isExcluded(JsonNode settings) {
            return Boolean.parseBoolean(settings.path("labels").path(EXCLUDE).asText());
        }

        /** The key of a volume in place of a path has a hash of that, which is another one in another checkout. */
        private String inSnapshot(String key, JsonNode volume) {
            String path = volume.path("labels").path(EnvironmentLabels.PATH).asText();
            if (path.isEmpty()) {
                return key;
            }
            Path relative = directory.relativize(PathMove.pathIn(path, directory.getFileSystem()));
            return key.substring(0, key.lastIndexOf('-') + 1)
                    + Hash.of(relative.toString().replace('\\', '/')).substring(0, DIGITS);
        }

        private void addUnnamed(String service, JsonNode settings, String target) {
            if (Replicas.of(settings) > 1) {
                notKept.add("'%s' of '%s' (each of its containers has a volume without a name there)"
                        .formatted(target, service));
                return;
            }
            String key = "data-" + service + "-" + Hash.of(target).substring(0, DIGITS);
            String name = model.path("name").asText() + "_" + key;
            volumes.put(key, new DataVolume(key, name, key, Optional.of(new Mount(service, target))));
            services.add(service);
        }

        private static String normalized(String target) {
            String text = target.replaceAll("/+", "/");
            return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        }
    }

    /**
     * The isolated model in which the containers mount other volumes, which are there before Compose starts.
     *
     * @param names of the volumes, by the key of each
     */
    ObjectNode with(Map<String, String> names, ObjectNode isolated) {
        ObjectNode model = isolated.deepCopy();
        for (DataVolume volume : volumes) {
            model.withObjectProperty("volumes")
                    .putObject(volume.key())
                    .put("name", names.get(volume.key()))
                    .put(IN_SNAPSHOT, volume.inSnapshot())
                    // Were one not there, Compose would make an empty one in its place.
                    .put("external", true);
            volume.unnamed().ifPresent(mount -> mount(model, volume.key(), mount));
            if (names.get(volume.key()).equals(volume.name())) {
                doNotFill(model, volume.key());
            }
        }
        return model;
    }

    /** One of the environment lies over one that was filled from the image, so that the engine does not have to look into it. */
    private static void doNotFill(ObjectNode model, String key) {
        model.path("services")
                .forEach(service -> service.path("volumes").forEach(mount -> {
                    if (mount.path("type").asText().equals("volume")
                            && mount.path("source").asText().equals(key)) {
                        ((ObjectNode) mount).withObjectProperty("volume").put("nocopy", true);
                    }
                }));
    }

    private static void mount(ObjectNode model, String key, Mount mount) {
        ObjectNode service = (ObjectNode) model.path("services").path(mount.service());
        for (JsonNode other : service.path("volumes")) {
            if (other.path("type").asText().equals("volume")
                    && Finder.normalized(other.path("target").asText()).equals(mount.target())) {
                ((ObjectNode) other).put("source", key);
                return;
            }
        }
        service.withArrayProperty("volumes")
                .addObject()
                .put("type", "volume")
                .put("source", key)
                .put("target", mount.target());
    }
}
