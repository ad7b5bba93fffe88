package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Names of volumes, and volumes that are a directory of the host. */
final class VolumeNames implements Rule {
    @Override
    public void apply(Isolation isolation) {
        isolation.forEach("volumes", (key, volume) -> {
            ResourceNames.apply(isolation, "volume", key, volume, isolation.sharedVolumes());
            if (volume.get("driver_opts") instanceof ObjectNode options
                    && options.path("device").asText().startsWith("/")) {
                moveDevice(isolation, key, options);
            } else if (volume.path("driver_opts").hasNonNull("device")
                    && !volume.path("driver_opts").path("type").asText().equals("tmpfs")) {
                reportDevice(
                        isolation,
                        key,
                        volume.path("driver_opts").path("device").asText());
            }
        });
    }

    /** A bind mount in other words, so it is treated like one. */
    private static void moveDevice(Isolation isolation, String key, ObjectNode options) {
        String device = options.path("device").asText();
        boolean wanted =
                isolation.options().isolatesPath(device) || isolation.options().isolates(key);
        boolean isRunTimeData = isolation.state(device) != PathState.PRESENT;
        if (!isolation.options().sharesPath(device) && (wanted || isRunTimeData)) {
            String moved = isolation.move(device);
            options.put("device", moved);
            isolation.changed("volume " + key, "driver_opts", device, "'%s' moved to '%s'".formatted(device, moved));
        } else if (!isolation.owns(device)) {
            reportDevice(isolation, key, device);
        }
    }

    private static void reportDevice(Isolation isolation, String key, String device) {
        isolation.shared(
                "volume " + key,
                "driver_opts",
                device,
                "keeps its data in '%s', which every environment uses".formatted(device),
                "remove driver_opts, or put a variable such as ${ESB_CONFIG_DIR} into the path");
    }
}
