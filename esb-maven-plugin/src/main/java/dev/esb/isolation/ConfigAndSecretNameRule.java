package dev.esb.isolation;

import java.util.HashSet;
import java.util.List;

/** Names of configs and secrets. Containers can only read their contents, so environments may share the files behind them. */
final class ConfigAndSecretNameRule implements Rule {
    @Override
    public void apply(IsolationContext context) {
        for (String section : List.of("configs", "secrets")) {
            String kind = section.substring(0, section.length() - 1);
            // Compose does not create configs and secrets on the engine, so none has to exist before a stack that
            // shares it starts.
            context.forEach(
                    section, (key, resource) -> ResourceNames.apply(context, kind, key, resource, new HashSet<>()));
        }
    }
}
