package dev.esb.isolation;

import dev.esb.environment.Subnet;
import dev.esb.environment.SubnetAssignment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mentions of IP addresses in subnets that the plan replaced. If a whole text is such an address, or the part of an {@code extra_hosts}
 * entry after the host name, the rule rewrites it. An address inside a longer text is a finding.
 */
final class MovedAddressRule implements Rule {
    private static final Pattern EXTRA_HOST = Pattern.compile("([^=:]+[=:])(.+)");
    private static final Pattern INSIDE = Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.])");

    @Override
    public void apply(IsolationContext context) {
        Map<Subnet, Subnet> moved = new LinkedHashMap<>();
        for (List<SubnetAssignment> assignments : context.plan().subnets().values()) {
            assignments.forEach(
                    assignment -> assignment.written().ifPresent(written -> moved.put(written, assignment.assigned())));
        }
        if (!moved.isEmpty()) {
            context.forEachService(
                    (name, service) -> Texts.replace(service, (key, text) -> rewrite(context, name, key, text, moved)));
        }
    }

    private static String rewrite(
            IsolationContext context, String service, String key, String text, Map<Subnet, Subnet> moved) {
        Matcher extraHost = EXTRA_HOST.matcher(text);
        String prefix = key.equals("extra_hosts") && extraHost.matches() ? extraHost.group(1) : "";
        String address = text.substring(prefix.length());
        String rewritten = movedAddress(address, moved);
        if (!rewritten.equals(address)) {
            context.changed(service, key, address, "'%s' became '%s'".formatted(address, rewritten));
            return prefix + rewritten;
        }
        Matcher inside = INSIDE.matcher(text);
        while (inside.find()) {
            String to = movedAddress(inside.group(), moved);
            if (!to.equals(inside.group())) {
                context.shared(
                        service,
                        key,
                        inside.group(),
                        "mentions %s inside a text, which is another address in each environment"
                                .formatted(inside.group()),
                        "use the service's name instead of its address");
            }
        }
        return text;
    }

    private static String movedAddress(String text, Map<Subnet, Subnet> moved) {
        if (!text.matches("[0-9A-Fa-f.:]+(/\\d+)?")) {
            return text;
        }
        Subnet address;
        try {
            address = Subnet.parse(text);
        } catch (IllegalArgumentException e) {
            // A number or a time, for example "10.5" or "12:30".
            return text;
        }
        for (Map.Entry<Subnet, Subnet> move : moved.entrySet()) {
            boolean fits = address.equals(move.getKey())
                    || address.size().compareTo(move.getValue().size()) <= 0;
            if (move.getKey().contains(address) && fits) {
                return address.movedTo(move.getKey(), move.getValue()).toString();
            }
        }
        return text;
    }
}
