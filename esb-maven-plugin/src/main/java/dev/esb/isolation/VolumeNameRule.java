package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Names of volumes; and volumes whose data is in a directory or device of the host ({@code driver_opts.device}). */
final class VolumeNameRule implements Rule {
    @Override
    public void apply(IsolationContext context) {
        context.forEach("volumes", (key, volume) -> {
            ResourceNames.apply(context, "volume", key, volume, context.sharedVolumes());
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
