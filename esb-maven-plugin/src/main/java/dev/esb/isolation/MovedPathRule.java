package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathPlace.OnHost;
import dev.esb.environment.PathPlaces;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Paths of the host that the rules before this one move: what containers write there is in volumes of the environment, which the engine
 * removes, as whatever user it was written.
 *
 * <p>A volume begins as the engine makes a directory that is missing on the host: empty, of root, 0755. Nothing of the image is copied into
 * it ({@code nocopy}). A volume of the stack whose directory moves ({@code driver_opts.device}) is replaced by the path's volume.
 */
final class MovedPathRule implements Rule {

    @Override
    public void apply(IsolationContext context) {
        Map<Path, Boolean> paths = new TreeMap<>();
        for (List<ObjectNode> mounts : context.movedMounts().values()) {
            for (ObjectNode mount : mounts) {
                String source = mount.path("source").asText();
                paths.put(PathMove.pathIn(source), context.state(source).isFile());
            }
        }
        context.movedDevices().forEach(key -> paths.put(PathMove.pathIn(device(context, key)), false));
        PathPlaces places = new PathPlaces(
                paths,
                context.options().kept(),
                context.options().hasVolumeOptions(),
                path -> OnHost.of(
                        path, context.options().directory(), context.plan().directories()));

        context.movedMounts()
                .forEach((service, mounts) -> mounts.forEach(mount -> move(context, service, mount, places)));
        context.movedDevices().forEach(key -> moveDevice(context, key, places));
    }

    private static void move(IsolationContext context, String service, ObjectNode mount, PathPlaces places) {
        String source = mount.path("source").asText();
        PathPlace place = place(context, PathMove.pathIn(source), places);
        if (place instanceof InVolume volume) {
            mount.put("type", "volume");
            mount.put("source", volume(context, volume));
            mount.remove("bind");
            mount.putObject("volume").put("nocopy", true);
            mountPart(mount, volume);
        } else if (place instanceof OnHost host) {
            mount.put("source", PathMove.inModel(host.path().toString()));
        }
        context.changed(service, "volumes", source, message(context, source, place));
    }

    private static void moveDevice(IsolationContext context, String key, PathPlaces places) {
        String device = device(context, key);
        PathPlace place = place(context, PathMove.pathIn(device), places);
        if (place instanceof InVolume volume) {
            String other = volume(context, volume);
            JsonNode replaced = ((ObjectNode) context.model().path("volumes")).remove(key);
            if (replaced.get("labels") instanceof ObjectNode labels) {
                labels(context, other).setAll(labels);
            }
            context.forEachService((service, settings) -> settings.path("volumes")
                    .forEach(mount -> {
                        if (mount.path("type").asText().equals("volume")
                                && mount.path("source").asText().equals(key)) {
                            ((ObjectNode) mount).put("source", other);
                            mountPart((ObjectNode) mount, volume);
                        }
                    }));
        } else if (place instanceof OnHost host) {
            ((ObjectNode) context.model().path("volumes").path(key).path("driver_opts"))
                    .put("device", PathMove.inModel(host.path().toString()));
        }
        context.changed("volume " + key, "driver_opts", device, message(context, device, place));
    }

    private static String device(IsolationContext context, String key) {
        return context.model()
                .path("volumes")
                .path(key)
                .path("driver_opts")
                .path("device")
                .asText();
    }

    private static PathPlace place(IsolationContext context, Path path, PathPlaces places) {
        PathPlace place = places.of(path);
        context.moved(new PathMove(
                path, places.paths().get(path), place, places.kept().containsKey(path)));
        return place;
    }

    /** Adds the volume to the model, unless it is there. */
    private static String volume(IsolationContext context, InVolume place) {
        String key = place.volume().key();
        context.model().withObjectProperty("volumes").withObjectProperty(key).put("name", name(context, place));
        labels(context, key)
                .put(
                        EnvironmentLabels.PATH,
                        PathMove.inModel(place.volume().path().toString()));
        return key;
    }

    private static ObjectNode labels(IsolationContext context, String key) {
        return context.model()
                .withObjectProperty("volumes")
                .withObjectProperty(key)
                .withObjectProperty("labels");
    }

    private static void mountPart(ObjectNode mount, InVolume place) {
        if (place.isPart()) {
            ObjectNode options = mount.withObjectProperty("volume");
            String own = options.path("subpath").asText();
            options.put("subpath", PathMove.inModel(place.subpath()) + (own.isEmpty() ? "" : "/" + own));
        }
    }

    private static String name(IsolationContext context, InVolume place) {
        return place.volume().name(context.project());
    }

    private static String message(IsolationContext context, String source, PathPlace place) {
        if (place instanceof InVolume volume) {
            return "'%s' moved to %sthe volume '%s'"
                    .formatted(
                            source,
                            volume.isPart() ? "'%s' in ".formatted(volume.subpath()) : "",
                            name(context, volume));
        }
        return "'%s' moved to '%s'".formatted(source, ((OnHost) place).path());
    }
}
