package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.environment.LiteralTexts;
import dev.esb.environment.PortAssignment;
import dev.esb.mention.ChangedNumbers;
import dev.esb.mention.InsideVariables;
import dev.esb.mention.MentionSide;
import dev.esb.mention.MovedPorts;
import dev.esb.mention.PortMention;
import dev.esb.mention.ServiceTexts;
import dev.esb.mention.Side;
import dev.esb.mention.TextPlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Texts that mention a published port, by a variable or as a number: {@code http://localhost:9092}.
 *
 * <p>A client on the host needs the port of the environment in such a text, a process in the container the written one. So each mention
 * is decided on its own. A variable behind a published port keeps its author's value where the container's port is meant. A number
 * that certainly means the host's port is rewritten; one that may mean either is reported, and rewritten only if the user says so
 * ({@code esb.rewriteLiterals}).
 */
final class PortTextRule implements Rule {

    @Override
    public void apply(IsolationContext context) {
        MovedPorts ports = new MovedPorts(context.plan());
        if (!ports.isEmpty()) {
            JsonNode model = context.model().deepCopy();
            MentionSide sides = new MentionSide(model, ports.hostAddresses());
            new InsideVariables(model, context.movedModel(), ports, sides).find();
            new Application(context, ports, sides).run();
        }
    }

    private record Application(IsolationContext context, MovedPorts ports, MentionSide sides) {

        void run() {
            JsonNode services = context.movedModel().path("services");
            context.forEachService(
                    (name, service) -> ServiceTexts.replace(name, service, services.path(name), this::text));
            JsonNode configs = context.movedModel().path("configs");
            context.forEach("configs", (name, config) -> {
                TextPlace place = new TextPlace("config " + name, "content", "", "");
                if (config.path("content").isTextual()) {
                    String content = config.path("content").asText();
                    config.put(
                            "content",
                            text(
                                    place,
                                    content,
                                    configs.path(name).path("content").asText(content)));
                }
            });
        }

        private String text(TextPlace place, String text, String moved) {
            Optional<Map<Integer, String>> changes = ChangedNumbers.between(text, moved);
            if (changes.isEmpty()) {
                return whole(place, text, moved);
            }
            Map<Integer, String> changed = changes.get();
            List<PortMention> mentions = PortMention.of(
                    place, text, (start, number) -> changed.containsKey(start) || ports.isWritten(number));
            StringBuilder result = new StringBuilder();
            int end = 0;
            for (PortMention mention : mentions) {
                String variable = changed.get(mention.start());
                String number = variable != null ? variable(mention, variable) : literal(mention);
                result.append(text, end, mention.start()).append(number);
                end = mention.end();
            }
            return result.append(text.substring(end)).toString();
        }

        private String variable(PortMention mention, String number) {
            if (sides.ofVariable(mention, number) == Side.INSIDE) {
                return mention.number();
            }
            return changed(mention, number);
        }

        private String literal(PortMention mention) {
            if (mention.place().section().equals("content") || !sides.isLiteral(mention)) {
                return mention.number();
            }
            PortAssignment port = ports.written(mention.number(), mention.host());
            Side side = sides.ofLiteral(mention);
            if (side == Side.OUTSIDE && port.request().count() > 1) {
                // Of a range, the engine chooses the port.
                side = Side.UNCERTAIN;
            }
            LiteralTexts rewritten = context.options().literals();
            if (side == Side.INSIDE) {
                return mention.number();
            }
            boolean isRewritten = side == Side.OUTSIDE ? rewritten != LiteralTexts.NONE : rewritten == LiteralTexts.ALL;
            if (isRewritten) {
                return changed(mention, String.valueOf(port.published()));
            }
            LiteralAdvice.report(context, mention, port, side);
            return mention.number();
        }

        private String changed(PortMention mention, String number) {
            context.changed(
                    mention.place().subject(),
                    mention.place().section(),
                    mention.written(mention.number()),
                    "'%s' became '%s'".formatted(mention.written(mention.number()), mention.written(number)));
            return number;
        }

        /** A text of which more than numbers depends on a variable is taken as a whole, where all of its ports are the host's. */
        private String whole(TextPlace place, String text, String moved) {
            List<PortMention> mentions = PortMention.of(
                    place, moved, (start, number) -> !ports.ofVariable(number).isEmpty());
            boolean isOutside = !mentions.isEmpty()
                    && mentions.stream()
                            .allMatch(mention -> sides.ofVariable(mention, mention.number()) == Side.OUTSIDE);
            if (!isOutside) {
                return text;
            }
            String name = place.isCommand() ? "" : place.name() + "=";
            context.changed(
                    place.subject(), place.section(), text, "'%s' became '%s'".formatted(name + text, name + moved));
            return moved;
        }
    }
}
