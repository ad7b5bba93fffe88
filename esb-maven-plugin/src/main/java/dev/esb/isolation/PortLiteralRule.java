package dev.esb.isolation;

import dev.esb.environment.PortAssignment;
import dev.esb.environment.PortRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts such as {@code http://localhost:9092} that mention a published port by its number in the file.
 *
 * <p>A client on the host needs the assigned port in such a text, a process in the container the written one. The rule cannot find out
 * which of them reads it. So it reports the text, and rewrites it only if the user sets {@code esb.rewriteLiterals}.
 */
final class PortLiteralRule implements Rule {
    private static final Pattern LOCAL =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|host\\.docker\\.internal):(\\d{2,5})(?!\\d)");

    @Override
    public void apply(IsolationContext context) {
        Map<Integer, PortAssignment> moved = new LinkedHashMap<>();
        for (PortAssignment port : context.plan().ports()) {
            if (port.request().base() != 0 && port.published() != 0) {
                moved.putIfAbsent(port.request().base(), port);
            }
        }
        if (!moved.isEmpty()) {
            context.forEachService(
                    (name, service) -> Texts.replace(service, (key, text) -> rewrite(context, name, key, text, moved)));
        }
    }

    private static String rewrite(
            IsolationContext context, String service, String key, String text, Map<Integer, PortAssignment> moved) {
        if (key.equals("healthcheck")) {
            // It runs inside the container, where the written ports are right.
            return text;
        }
        Matcher matcher = LOCAL.matcher(text);
        StringBuilder rewritten = new StringBuilder();
        while (matcher.find()) {
            PortAssignment port = moved.get(Integer.parseInt(matcher.group(2)));
            if (port != null && !isOwnListener(matcher.group(1), port, service)) {
                String to = matcher.group(1) + ":" + port.published();
                report(context, service, key, matcher.group(), to, port);
                matcher.appendReplacement(
                        rewritten,
                        Matcher.quoteReplacement(context.options().rewriteLiterals() ? to : matcher.group()));
            }
        }
        return matcher.appendTail(rewritten).toString();
    }

    /** In the service that publishes 9092, "0.0.0.0:9092" is the address on which it listens, not one for clients. */
    private static boolean isOwnListener(String host, PortAssignment port, String service) {
        return host.equals("0.0.0.0") && port.request().service().equals(service);
    }

    private static void report(
            IsolationContext context, String service, String key, String literal, String to, PortAssignment port) {
        if (context.options().rewriteLiterals()) {
            context.changed(service, key, literal, "'%s' became '%s'".formatted(literal, to));
        } else {
            String variable = port.request().variable().orElse(variable(context, port.request()));
            context.shared(
                    service,
                    key,
                    literal,
                    "mentions '%s', which is on another port in each environment".formatted(literal),
                    "write ${%s:-%d} for the port, here and under ports, or set esb.rewriteLiterals"
                            .formatted(variable, port.request().base()));
        }
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
