package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Devices of the host. Some can be opened by everybody at once; of others there is just the one. */
final class HostDeviceRule implements Rule {
    private static final Set<String> FOR_MANY = Set.of(
            "/dev/dri",
            "/dev/fuse",
            "/dev/kvm",
            "/dev/net/tun",
            "/dev/null",
            "/dev/urandom",
            "/dev/vhost-vsock",
            "/dev/zero");

    @Override
    public void apply(IsolationContext context) {
        context.forEachService((name, service) -> {
            for (JsonNode device : service.path("devices")) {
                String source = device.isObject()
                        ? device.path("source").asText()
                        : device.asText().split(":")[0];
                if (source.startsWith("/")
                        && FOR_MANY.stream().noneMatch(many -> source.equals(many) || source.startsWith(many + "/"))) {
                    context.shared(
                            name,
                            "devices",
                            source,
                            "uses the device '%s', which every environment uses".formatted(source),
                            "let a variable name the device");
                }
            }
        });
    }
}
