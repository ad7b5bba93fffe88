package dev.esb.isolation;

import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import dev.esb.mention.PortMention;
import dev.esb.mention.Side;

/** Reports texts such as {@code http://localhost:9092} that keep the port that is written, although they may mean the host's. */
final class LiteralAdvice {
    private LiteralAdvice() {}

    static void report(IsolationContext context, PortMention mention, PortAssignment port, Side side) {
        String literal = mention.written(mention.number());
        String variable = port.request().variable().orElse(variable(context, port.request()));
        context.shared(
                mention.place().subject(),
                mention.place().section(),
                literal,
                "mentions '%s', which is on another port of the host in each environment".formatted(literal),
                "where the host's port is meant, write ${%s:-%s} for it, here and under ports, or set esb.rewriteLiterals=%s"
                        .formatted(variable, port.request().base(), side == Side.OUTSIDE ? "certain" : "all"));
    }

    /** One for each port: a service's second port with the variable of the first would be published on the same port. */
    private static String variable(IsolationContext context, PortRequest port) {
        String variable = "ESB_PORT_" + StackVariables.upperCase(port.service());
        boolean isOnlyOne = context.plan().ports().stream()
                        .filter(other -> other.request().service().equals(port.service()))
                        .count()
                == 1;
        return isOnlyOne ? variable : variable + "_" + port.target();
    }
}
