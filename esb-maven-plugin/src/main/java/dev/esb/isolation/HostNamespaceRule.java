package dev.esb.isolation;

import java.util.List;
import java.util.Set;

/**
 * Services that run in a namespace of the host, or on a network that the file names without declaring it. Nothing in the Compose file decides which ports or names their processes use there, so
 * the rule cannot change anything and only reports.
 */
final class HostNamespaceRule implements Rule {
    /** Without containers of others in sight: the engine's default network has no names. */
    private static final Set<String> OWN_MODES = Set.of("", "none", "bridge", "default", "nat");

    @Override
    public void apply(IsolationContext context) {
        context.forEachService((name, service) -> {
            if (service.path("network_mode").asText().equals("host")) {
                context.blocking(
                        name,
                        "network_mode",
                        "host",
                        "uses the host's network, where the ports that it listens on cannot be moved",
                        "publish ports instead, or let a variable set the ports that it listens on");
            }
            String mode = service.path("network_mode").asText();
            if (!OWN_MODES.contains(mode) && !mode.contains(":") && !mode.equals("host")) {
                context.shared(
                        name,
                        "network_mode",
                        mode,
                        "is on the network '%s', which is made outside the stack and used by every environment"
                                .formatted(mode),
                        "name it under networks instead, with 'external: true': then each environment has its own, unless others are on it");
            }
            for (String key : List.of("pid", "ipc", "uts", "cgroup")) {
                if (service.path(key).asText().equals("host")) {
                    context.shared(
                            name,
                            key,
                            "host",
                            "lives in a namespace of the host",
                            "leave " + key + " out where possible");
                }
            }
        });
    }
}
