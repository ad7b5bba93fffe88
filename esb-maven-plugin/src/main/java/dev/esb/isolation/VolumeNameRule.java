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
                moveDevice(context, key, options);
            } else if (volume.path("driver_opts").hasNonNull("device")
                    && !volume.path("driver_opts").path("type").asText().equals("tmpfs")) {
                reportDevice(
                        context, key, volume.path("driver_opts").path("device").asText());
            }
        });
    }

    /**
     * Such a volume is a bind mount by another name: its directory moves to the environment if it does not exist yet, if git ignores it, or
     * if the user isolates it.
     */
    private static void moveDevice(IsolationContext context, String key, ObjectNode options) {
        String device = options.path("device").asText();
        boolean wanted =
                context.options().isolatesPath(device) || context.options().isolates(key);
        boolean isRunTimeData = !context.state(device).isInput();
        if (!context.options().sharesPath(device) && (wanted || isRunTimeData)) {
            String moved = context.move(device);
            options.put("device", moved);
            context.changed("volume " + key, "driver_opts", device, "'%s' moved to '%s'".formatted(device, moved));
        } else if (!context.owns(device)) {
            reportDevice(context, key, device);
        }
    }

    private static void reportDevice(IsolationContext context, String key, String device) {
        context.shared(
                "volume " + key,
                "driver_opts",
                device,
                "keeps its data in '%s', which every environment uses".formatted(device),
                "remove driver_opts, or put a variable such as ${ESB_CONFIG_DIR} into the path");
    }
}
