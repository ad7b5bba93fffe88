package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;

/** Puts volumes into the model in place of paths. */
final class PathVolumes {
    private PathVolumes() {}

    /** Has a service mount a volume, or a part of it, where it mounts a path. */
    static void mount(IsolationContext context, ObjectNode mount, InVolume place) {
        mount.put("type", "volume");
        mount.put("source", add(context, place));
        mount.remove("bind");
        mount.putObject("volume").put("nocopy", true);
        mountPart(mount, place);
    }

    /** Replaces a volume of the stack that has its data at a path. */
    static void replace(IsolationContext context, String key, InVolume place) {
        String other = add(context, place);
        JsonNode replaced = ((ObjectNode) context.model().path("volumes")).remove(key);
        if (replaced.get("labels") instanceof ObjectNode labels
                && !place.volume().isOverlay()) {
            labels(context, other).setAll(labels);
        }
        context.forEachService((service, settings) -> settings.path("volumes").forEach(mount -> {
            if (mount.path("type").asText().equals("volume")
                    && mount.path("source").asText().equals(key)) {
                ((ObjectNode) mount).put("source", other);
                mountPart((ObjectNode) mount, place);
            }
        }));
    }

    /**
     * Reports a part of a volume where the engine mounts only whole ones and sees no directory that could be mounted instead.
     *
     * @return whether it is one
     */
    static boolean refusePart(IsolationContext context, String subject, String key, String source, InVolume place) {
        IsolationOptions options = context.options();
        if (!place.isPart() || options.hasVolumeOptions() || options.engine().areAllSeen()) {
            return false;
        }
        context.refused(
                subject,
                key,
                source,
                "the engine does not see '%s', and cannot mount %s in place of it, because it mounts only whole volumes"
                        .formatted(source, place.volume().isFile() ? "a file of a volume" : "a part of a volume"),
                "use Docker 26 and Compose 2.26, the first that mount a part of a volume, or newer ones (Podman does not);"
                        + " or have services mount whole directories, none of which is in another one");
        return true;
    }

    /** The path on which a volume of the stack has its data; empty where it has none. */
    static String device(IsolationContext context, String key) {
        return context.model()
                .path("volumes")
                .path(key)
                .path("driver_opts")
                .path("device")
                .asText();
    }

    /** The place, for a message. */
    static String text(IsolationContext context, InVolume place) {
        return "%sthe volume '%s'"
                .formatted(place.isPart() ? "'%s' in ".formatted(place.subpath()) : "", name(context, place));
    }

    static String name(IsolationContext context, InVolume place) {
        return place.volume().name(context.project());
    }

    /** Adds the volume to the model, unless it is there. */
    private static String add(IsolationContext context, InVolume place) {
        String key = place.volume().key();
        ObjectNode volume = context.model().withObjectProperty("volumes").withObjectProperty(key);
        volume.put("name", name(context, place));
        if (place.volume().isOverlay()) {
            // It is there before Compose starts. Were it not, Compose would make an empty one in its place.
            volume.put("external", true);
            return key;
        }
        ObjectNode labels = labels(context, key);
        labels.put(
                EnvironmentLabels.PATH, PathMove.inModel(place.volume().path().toString()));
        place.volume()
                .copy()
                .filter(digest -> !digest.isEmpty())
                .ifPresent(digest -> labels.put(EnvironmentLabels.COPY, digest));
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
}
