package dev.esb.isolation;

import java.util.List;

/** Services that live in a namespace of the host: nothing inside can be moved from outside. */
final class HostNamespaces implements Rule {
    @Override
    public void apply(Isolation isolation) {
        isolation.forEachService((name, service) -> {
            if (service.path("network_mode").asText().equals("host")) {
                isolation.blocking(
                        name,
                        "network_mode",
                        "uses the host's network: its ports cannot be moved",
                        "publish ports instead, or let a variable set the ports that it listens on");
            }
            for (String key : List.of("pid", "ipc", "uts", "userns_mode", "cgroup")) {
                if (service.path(key).asText().equals("host")) {
                    isolation.shared(name, key, "uses the host's namespace", "leave " + key + " out where possible");
                }
            }
        });
    }
}
