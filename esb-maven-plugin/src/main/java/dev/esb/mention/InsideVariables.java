package dev.esb.mention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.PortAssignment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the variables behind published ports that also say on which port the container listens: those that are the container's port as
 * well, as in {@code ${PORT:-6379}:${PORT:-6379}}, and those in the command or healthcheck of the service that publishes the port.
 *
 * @param model the stack with its author's values
 * @param moved the same with the ports of the environment as the values of the variables behind them
 */
public record InsideVariables(JsonNode model, JsonNode moved, MovedPorts ports, MentionSide sides) {

    /** Adds them to the sides. */
    public void find() {
        Set<String> written = MovedPorts.insideContainers(model);
        MovedPorts.insideContainers(moved).stream()
                .filter(number -> !written.contains(number))
                .forEach(sides::addInside);
        for (var entry : model.path("services").properties()) {
            String name = entry.getKey();
            // The copy is thrown away: this only looks at the texts.
            ObjectNode service = entry.getValue().deepCopy();
            ServiceTexts.replace(name, service, moved.path("services").path(name), (place, text, movedText) -> {
                if (place.isCommand() || place.asksContainer()) {
                    addOwn(place, text, ChangedNumbers.between(text, movedText));
                }
                return text;
            });
        }
    }

    private void addOwn(TextPlace place, String text, Optional<Map<Integer, String>> changes) {
        Map<Integer, String> changed = changes.orElse(Map.of());
        PortMention.of(place, text, (start, number) -> changed.containsKey(start)).stream()
                .filter(mention -> isPublishedBy(place.subject(), changed.get(mention.start())))
                .filter(sides::isOwn)
                .forEach(mention -> sides.addInside(changed.get(mention.start())));
    }

    private boolean isPublishedBy(String service, String number) {
        return ports.ofVariable(number).stream()
                .map(PortAssignment::request)
                .anyMatch(request -> sides.together(service).contains(request.service()));
    }
}
