package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Names of volumes, and volumes that are a directory of the host. */
final class VolumeNames implements Rule {
    @Override
    public void apply(Isolation isolation) {
        isolation.forEach("volumes", (key, volume) -> {
            if (ResourceNames.isExternal(volume)) {
                ResourceNames.reportExternal(isolation, "volume", key, volume);
            } else {
                ResourceNames.scope(isolation, "volume", key, volume);
                reportDevice(isolation, key, volume);
            }
        });
    }

    private static void reportDevice(Isolation isolation, String key, ObjectNode volume) {
        String device = volume.path("driver_opts").path("device").asText();
        if (!device.isEmpty()) {
            isolation.shared(
                    "volume " + key,
                    "driver_opts",
                    "keeps its data in '%s', which every environment uses".formatted(device),
                    "remove driver_opts, or put a variable such as ${ESB_CONFIG_DIR} into the path");
        }
    }
}
