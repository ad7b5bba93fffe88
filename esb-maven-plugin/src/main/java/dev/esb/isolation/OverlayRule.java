package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.Obstacle;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathPlaces;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Directories of the host that {@link HostPathRule} has found to belong to the stack and to be written to: in place of each is a volume that shows
 * it as it is, and keeps what containers write to itself (<a href="https://docs.kernel.org/filesystems/overlayfs.html">overlayfs</a>). The
 * directory is never changed. The volumes have to be there before Compose starts, so Compose knows them as external ones.
 */
final class OverlayRule implements Rule {
    /** What is said of a directory or volume over which another volume is laid. */
    static final String SEEN = "'%s' stays as it is: containers see it through %s, and what they write stays there";

    /** What is said of one that had to be copied. */
    static final String COPIED =
            "'%s' is copied to %s, once, because a container outside writes to it: what containers write stays there, and what changes later does not reach them";

    private static final String MOVED = "'%s' moved to %s";

    @Override
    public void apply(IsolationContext context) {
        Map<Path, Boolean> paths = new TreeMap<>();
        context.overlaidMounts()
                .values()
                .forEach(mounts -> mounts.forEach(mount -> {
                    String source = mount.path("source").asText();
                    paths.put(context.path(source), context.state(source).isFile());
                }));
        context.overlaidDevices().forEach(key -> paths.put(context.path(PathVolumes.device(context, key)), false));
        PathPlaces places = new PathPlaces(paths, kept(context), true, path -> {
            throw new IllegalStateException("No directory of the environment is laid over '%s'".formatted(path));
        });
        context.overlaidMounts()
                .forEach((service, mounts) -> mounts.forEach(mount -> mount(context, service, mount, places)));
        context.overlaidDevices().forEach(key -> {
            String device = PathVolumes.device(context, key);
            InVolume place = place(context, "volume " + key, "driver_opts", device, places);
            PathVolumes.replace(context, key, place);
        });
    }

    private static Map<Path, PathPlace> kept(IsolationContext context) {
        Map<Path, PathPlace> kept = new TreeMap<>(context.options().kept());
        kept.values().removeIf(place -> !IsolationContext.isOverlay(place));
        return kept;
    }

    private static void mount(IsolationContext context, String service, ObjectNode mount, PathPlaces places) {
        InVolume place = place(context, service, "volumes", mount.path("source").asText(), places);
        PathVolumes.mount(context, mount, place);
    }

    private static InVolume place(
            IsolationContext context, String subject, String key, String source, PathPlaces places) {
        Path path = context.path(source);
        InVolume found = (InVolume) places.of(path);
        InVolume place = new InVolume(found.volume().asOverlay(), found.subpath());
        context.moved(new PathMove(
                path, places.paths().get(path), place, places.kept().containsKey(path)));
        context.changed(
                subject,
                key,
                source,
                message(context, source, place).formatted(source, PathVolumes.text(context, place)));
        return place;
    }

    private static String message(IsolationContext context, String source, InVolume place) {
        Obstacle obstacle =
                context.options().obstacles().directories().get(place.volume().path());
        if (obstacle != null && obstacle.isCopied()) {
            return COPIED;
        }
        return context.state(source) == PathState.MISSING && !context.keepsOverlay(source) ? MOVED : SEEN;
    }
}
