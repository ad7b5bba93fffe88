package dev.esb.isolation;

import java.util.HashSet;
import java.util.List;

/** Names of configs and secrets. Their contents are read only, so files behind them may be shared. */
final class ConfigAndSecretNameRule implements Rule {
    @Override
    public void apply(IsolationContext context) {
        for (String section : List.of("configs", "secrets")) {
            String kind = section.substring(0, section.length() - 1);
            // Compose does not make configs and secrets on the engine, so there is none to provide.
            context.forEach(
                    section, (key, resource) -> ResourceNames.apply(context, kind, key, resource, new HashSet<>()));
        }
    }
}
