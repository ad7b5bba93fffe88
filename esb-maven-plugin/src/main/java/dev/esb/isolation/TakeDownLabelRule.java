package dev.esb.isolation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.EnvironmentLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Labels without which {@code down} could not tell what belongs to the environment.
 *
 * <p>An image gets the label of its project from BuildKit, but not from the classic builder. An external volume whose name looks like that
 * of an anonymous one is named on each container, because {@code down} would otherwise take it for one.
 */
final class TakeDownLabelRule implements Rule {
    /** The label that Compose itself gives to what it creates. */
    private static final String PROJECT = "com.docker.compose.project";

    private static final Pattern ANONYMOUS = Pattern.compile("[0-9a-f]{64}");

    @Override
    public void apply(IsolationContext context) {
        List<String> external = new ArrayList<>();
        context.forEach("volumes", (key, volume) -> {
            String name = volume.path("name").asText(key);
            if (volume.path("external").asBoolean() && ANONYMOUS.matcher(name).matches()) {
                external.add(name);
            }
        });
        context.forEachService((name, service) -> {
            if (service.get("build") instanceof ObjectNode build) {
                build.withObjectProperty("labels").put(PROJECT, context.project());
            }
            if (!external.isEmpty()) {
                service.withObjectProperty("labels")
                        .put(EnvironmentLabels.EXTERNAL_VOLUMES, String.join(",", external));
            }
        });
    }
}
