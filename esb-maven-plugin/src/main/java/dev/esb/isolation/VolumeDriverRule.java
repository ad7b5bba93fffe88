package dev.esb.isolation;

/**
 * Volumes of another driver than the engine's own: the data is where the driver's options say, whatever the volume is called. Without options, the
 * driver has nothing but the name to go by, and that is the environment's.
 */
final class VolumeDriverRule implements Rule {
    @Override
    public void apply(IsolationContext context) {
        context.forEach("volumes", (key, volume) -> {
            String driver = volume.path("driver").asText("local");
            if (!driver.equals("local")
                    && !volume.path("external").asBoolean()
                    && !volume.path("driver_opts").isEmpty()
                    && !volume.path("driver_opts").has("device")) {
                context.shared(
                        "volume " + key,
                        "driver_opts",
                        driver,
                        "keeps its data where the options of the driver '%s' say, which every environment uses"
                                .formatted(driver),
                        "put ${ESB_ENV} into the option that says where the data is");
            }
        });
    }
}
