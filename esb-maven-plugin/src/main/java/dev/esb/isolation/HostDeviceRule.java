package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Devices of the host. Some can be open in any number of containers at once; the others are findings. */
final class HostDeviceRule implements Rule {
    /** Devices that any number of processes can have open without affecting each other, and directories of such devices. */
    private static final Set<String> SHAREABLE = Set.of(
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
                        && SHAREABLE.stream().noneMatch(path -> source.equals(path) || source.startsWith(path + "/"))) {
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
