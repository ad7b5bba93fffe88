package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.EnvironmentLabels;
import java.util.List;

/**
 * Labels everything that Compose is going to make with the build that it is made for. What the engine makes after the build has ended and
 * its environment was taken down is found by that label.
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
