package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.EnvironmentLabels;
import java.util.List;
import java.util.Map;

/**
 * Labels what Compose will create: every service, network and volume with the build that it is created for, and every service with the
 * environment's lease.
 *
 * <p>The engine may still create one after the build was killed and its environment was taken down. The plugin then finds it by the first
 * label, because no lease names its environment any more. From the other labels a lease is made anew whose volumes were removed.
 */
final class EnvironmentLabelRule implements Rule {

    @Override
    public void apply(IsolationContext context) {
        context.options()
                .build()
                .map(build -> Map.of(EnvironmentLabels.BUILD, build))
                .ifPresent(labels -> {
                    for (String section : List.of("services", "networks", "volumes")) {
                        context.forEach(section, (name, resource) -> label(resource, labels));
                    }
                });
        context.forEachService(
                (name, service) -> label(service, context.options().lease()));
    }

    private static void label(ObjectNode resource, Map<String, String> labels) {
        if (!labels.isEmpty() && !resource.path("external").asBoolean()) {
            labels.forEach(resource.withObjectProperty("labels")::put);
        }
    }
}
