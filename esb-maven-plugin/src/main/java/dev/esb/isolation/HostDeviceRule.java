package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/** Devices of the host, and named pipes of a Windows host. Some can be open in any number of containers at once; the others are findings. */
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

    /** The numbers of those, and of the rest of memory devices, as rules for control groups have them. */
    private static final Pattern SHAREABLE_RULE = Pattern.compile("c (1:\\S+|10:(200|229|232|241)|226:\\S+) .*");

    /** A device by the name that a driver's vendor gives it, such as {@code nvidia.com/gpu=all} (Container Device Interface). */
    private static final Pattern BY_NAME = Pattern.compile("[\\w.-]+/[\\w.-]+=\\S+");

    @Override
    public void apply(IsolationContext context) {
        context.forEachService((name, service) -> {
            for (JsonNode device : service.path("devices")) {
                String source = device.isObject()
                        ? device.path("source").asText()
                        : device.asText().split(":")[0];
                if (isExclusive(source)) {
                    report(context, name, "devices", "uses the device '%s'", source, "the device");
                }
            }
            for (String rule : Fields.texts(service.path("device_cgroup_rules"))) {
                if (!SHAREABLE_RULE.matcher(rule).matches()) {
                    report(context, name, "device_cgroup_rules", "may use the devices '%s'", rule, "the devices");
                }
            }
            for (JsonNode volume : service.path("volumes")) {
                if (volume.path("type").asText().equals("npipe")) {
                    String pipe = volume.path("source").asText();
                    report(context, name, "volumes", "uses the named pipe '%s'", pipe, "the pipe");
                }
            }
        });
    }

    private static void report(
            IsolationContext context, String service, String key, String use, String resource, String what) {
        context.shared(
                service,
                key,
                resource,
                use.formatted(resource) + ", which every environment uses",
                "let a variable name " + what);
    }

    private static boolean isExclusive(String source) {
        return BY_NAME.matcher(source).matches()
                || source.startsWith("/")
                        && SHAREABLE.stream().noneMatch(path -> source.equals(path) || source.startsWith(path + "/"));
    }
}
