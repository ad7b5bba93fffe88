package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
                paths.put(context.path(source), context.state(source).isFile());
            }
        }
        context.movedDevices().forEach(key -> paths.put(context.path(PathVolumes.device(context, key)), false));
        PathPlaces places = new PathPlaces(
                paths,
                context.options().kept(),
                context.options().hasVolumeOptions() || !isDataSeen(context),
                path -> OnHost.of(
                        path, context.options().directory(), context.plan().directories()));

        context.movedMounts()
                .forEach((service, mounts) -> mounts.forEach(mount -> move(context, service, mount, places)));
        context.movedDevices().forEach(key -> moveDevice(context, key, places));
    }

    /** Whether the engine sees what is on the host. */
    private static boolean isDataSeen(IsolationContext context) {
        Path data = context.plan().directories().data();
        return context.options().engine().path(data).isPresent();
    }

    private static void move(IsolationContext context, String service, ObjectNode mount, PathPlaces places) {
        String source = mount.path("source").asText();
        PathPlace place = places.of(context.path(source));
        if (place instanceof InVolume volume && PathVolumes.refusePart(context, service, "volumes", source, volume)) {
            return;
        }
        moved(context, context.path(source), place, places);
        if (place instanceof InVolume volume) {
            PathVolumes.mount(context, mount, volume);
        } else if (place instanceof OnHost host) {
            mount.put("source", PathMove.inModel(host.path().toString()));
        }
        context.changed(service, "volumes", source, message(context, source, place));
    }

    private static void moveDevice(IsolationContext context, String key, PathPlaces places) {
        String device = PathVolumes.device(context, key);
        PathPlace place = places.of(context.path(device));
        if (place instanceof InVolume volume
                && PathVolumes.refusePart(context, "volume " + key, "driver_opts", device, volume)) {
            return;
        }
        moved(context, context.path(device), place, places);
        if (place instanceof InVolume volume) {
            PathVolumes.replace(context, key, volume);
        } else if (place instanceof OnHost host) {
            ((ObjectNode) context.model().path("volumes").path(key).path("driver_opts"))
                    .put("device", PathMove.inModel(host.path().toString()));
        }
        context.changed("volume " + key, "driver_opts", device, message(context, device, place));
    }

    private static void moved(IsolationContext context, Path path, PathPlace place, PathPlaces places) {
        context.moved(new PathMove(
                path, places.paths().get(path), place, places.kept().containsKey(path)));
    }

    private static String message(IsolationContext context, String source, PathPlace place) {
        return place instanceof InVolume volume
                ? "'%s' moved to %s".formatted(source, PathVolumes.text(context, volume))
                : "'%s' moved to '%s'".formatted(source, ((OnHost) place).path());
    }
}
