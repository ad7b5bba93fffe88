package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * GPUs and other devices that a service reserves, whose memory and time environments share: {@code gpus},
 * {@code deploy.resources.reservations.devices}, and the runtime by which containers got GPUs before both (<a
 * href="https://docs.docker.com/reference/compose-file/deploy/#devices">Compose: devices</a>).
 */
final class ReservedDeviceRule implements Rule {
    private static final String RUNTIME = "nvidia";

    @Override
    public void apply(IsolationContext context) {
        context.forEachService((name, service) -> {
            service.path("gpus").forEach(device -> report(context, name, "gpus", "GPUs", device));
            service.path("deploy")
                    .path("resources")
                    .path("reservations")
                    .path("devices")
                    .forEach(device ->
                            report(context, name, "deploy.resources.reservations.devices", kind(device), device));
            if (service.path("runtime").asText().equals(RUNTIME)) {
                report(context, name, "runtime", "GPUs", service.objectNode());
            }
        });
    }

    private static String kind(JsonNode device) {
        List<String> capabilities = Fields.texts(device.path("capabilities"));
        return capabilities.contains("gpu") ? "GPUs" : "devices (%s)".formatted(String.join(", ", capabilities));
    }

    private static void report(IsolationContext context, String service, String key, String kind, JsonNode device) {
        List<String> ids = Fields.texts(device.path("device_ids"));
        String chosen = ids.isEmpty() ? "" : " '%s'".formatted(String.join("', '", ids));
        context.shared(
                service,
                key,
                ids.isEmpty() ? kind : String.join(",", ids),
                "uses %s%s of the engine's machine, which every environment uses".formatted(kind, chosen),
                "let a variable choose the device (device_ids), or run one environment at a time");
    }
}
