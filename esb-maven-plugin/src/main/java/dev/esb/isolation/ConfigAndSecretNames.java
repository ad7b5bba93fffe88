package dev.esb.isolation;

import java.util.List;

/** Names of configs and secrets. Their contents are read only, so files behind them may be shared. */
final class ConfigAndSecretNames implements Rule {
    @Override
    public void apply(Isolation isolation) {
        for (String section : List.of("configs", "secrets")) {
            String kind = section.substring(0, section.length() - 1);
            isolation.forEach(section, (key, resource) -> {
                if (ResourceNames.isExternal(resource)) {
                    ResourceNames.reportExternal(isolation, kind, key, resource);
                } else {
                    ResourceNames.scope(isolation, kind, key, resource);
                }
            });
        }
    }
}
