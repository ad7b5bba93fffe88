package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.EnvironmentLabels;
import java.util.List;

/**
 * Labels every service, network and volume that Compose will create with the build that it is created for.
 *
 * <p>The engine may still create one after the build was killed and its environment was taken down. The plugin then finds it by this
 * label, because no lease names its environment any more.
 */
final class BuildLabelRule implements Rule {

    @Override
    public void apply(IsolationContext context) {
        context.options().build().ifPresent(build -> {
            for (String section : List.of("services", "networks", "volumes")) {
                context.forEach(section, (name, resource) -> label(resource, build));
            }
        });
    }

    private static void label(ObjectNode resource, String build) {
        if (!resource.path("external").asBoolean()) {
            resource.withObjectProperty("labels").put(EnvironmentLabels.BUILD, build);
        }
    }
}
