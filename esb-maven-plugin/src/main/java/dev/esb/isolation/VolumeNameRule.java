package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.Obstacle;
import dev.esb.environment.VolumeOverlay;

/** Names of volumes; and volumes whose data is in a directory or device of the host ({@code driver_opts.device}). */
final class VolumeNameRule implements Rule {
    @Override
    public void apply(IsolationContext context) {
        context.forEach("volumes", (key, volume) -> {
            name(context, key, volume);
            if (volume.get("driver_opts") instanceof ObjectNode options
                    && options.path("device").asText().startsWith("/")) {
                device(context, key, options.path("device").asText());
            } else if (volume.path("driver_opts").hasNonNull("device")
                    && !volume.path("driver_opts").path("type").asText().equals("tmpfs")) {
                reportDevice(
                        context, key, volume.path("driver_opts").path("device").asText());
            }
        });
    }

    /**
     * A volume that is made outside the stack is laid under one of the environment, unless the user has it shared, or it cannot be done.
     */
    private static void name(IsolationContext context, String key, ObjectNode volume) {
        boolean isOverlaid =
                volume.path("external").asBoolean() && !context.options().shares(key);
        Obstacle obstacle =
                context.options().obstacles().volumes().get(volume.path("name").asText(key));
        if (isOverlaid && (obstacle == null || obstacle.isCopied())) {
            overlay(context, key, volume, obstacle == null ? OverlayRule.SEEN : OverlayRule.COPIED);
        } else if (isOverlaid && !context.options().isolates(key)) {
            report(context, key, volume, obstacle);
        } else {
            ResourceNames.apply(context, "volume", key, volume, context.sharedVolumes());
        }
    }

    private static void overlay(IsolationContext context, String key, ObjectNode volume, String message) {
        String external = volume.path("name").asText(key);
        VolumeOverlay overlay = context.overlaid(new VolumeOverlay(key, context.project() + "_" + key, external));
        String name = overlay.name();
        // It is there before Compose starts, so it stays an external one.
        volume.put("name", name);
        context.changed(
                "volume " + key, "external", external, message.formatted(external, "the volume '%s'".formatted(name)));
    }

    private static void report(IsolationContext context, String key, ObjectNode volume, Obstacle obstacle) {
        String name = volume.path("name").asText(key);
        context.shared(
                "volume " + key,
                "external",
                name,
                "'%s' is made outside the stack and used by every environment: no volume can be laid over it, because %s"
                        .formatted(name, obstacle.reason()),
                obstacle.isUse()
                        ? "stop that container before the environment comes up, or name '%s' in esb.isolate, for a copy that is made while that container is paused"
                                .formatted(key)
                        : "let the stack make it (remove external), or name '%s' in esb.isolate".formatted(key));
    }

    /**
     * Such a volume is a bind mount by another name: its directory moves to the environment if it does not exist yet, or if git ignores it. Where
     * there is a directory, {@link HostPathRule} decides on it.
     */
    private static void device(IsolationContext context, String key, String device) {
        boolean wanted =
                context.options().isolatesPath(device) || context.options().isolates(key);
        PathState state = context.state(device);
        boolean isRunTimeData = context.keepsMoved(device) || !state.isInput() && !context.keepsOverlay(device);
        boolean isDirectory = state == PathState.PRESENT || context.keepsOverlay(device);
        if (!context.options().sharesPath(device) && (wanted && !isDirectory || isRunTimeData)) {
            context.moveDevice(key);
        } else if (isDirectory && !context.owns(device) && !context.isOutOfSight(device)) {
            context.inputDevice(key);
        } else if (!context.owns(device) && !context.isOutOfSight(device)) {
            reportDevice(context, key, device);
        }
    }

    static void reportDevice(IsolationContext context, String key, String device) {
        context.shared(
                "volume " + key,
                "driver_opts",
                device,
                "keeps its data in '%s', which every environment uses".formatted(device),
                "remove driver_opts, or put a variable such as ${ESB_CONFIG_DIR} into the path");
    }
}
