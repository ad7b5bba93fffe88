package dev.esb.isolation;

import java.util.List;

/**
 * Services that run in a namespace of the host. Nothing in the Compose file decides which ports or names their processes use there, so
 * the rule cannot change anything and only reports.
 */
final class HostNamespaceRule implements Rule {
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
