package dev.esb.drawing;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The state of a service: that of its containers.
 *
 * @param kind the worst of them
 * @param text in words, such as {@code 2 × running, healthy}; empty where nothing is known
 */
record State(Kind kind, String text) {
    static final State UNKNOWN = new State(Kind.NONE, "");

    /** From good to bad; each is a colour. */
    enum Kind {
        NONE,
        GOOD,
        WAITING,
        BAD
    }

    static State of(List<Fields> containers) {
        if (containers.isEmpty()) {
            return new State(Kind.NONE, "no container");
        }
        Map<String, Long> counts = containers.stream()
                .collect(Collectors.groupingBy(State::words, LinkedHashMap::new, Collectors.counting()));
        String text = counts.entrySet().stream()
                .map(each -> each.getValue() == 1 ? each.getKey() : each.getValue() + " × " + each.getKey())
                .collect(Collectors.joining(", "));
        return new State(
                containers.stream()
                        .map(State::kind)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                text);
    }

    private static String words(Fields container) {
        String health = container.text("health");
        String exit = container.text("exitCode");
        return container.text("state")
                + (health.isEmpty() || health.equals("none") ? "" : ", " + health)
                + (exit.isEmpty() ? "" : " (" + exit + ")");
    }

    private static Kind kind(Fields container) {
        return switch (container.text("state")) {
            case "running" ->
                switch (container.text("health")) {
                    case "unhealthy" -> Kind.BAD;
                    case "starting" -> Kind.WAITING;
                    default -> Kind.GOOD;
                };
            case "exited" -> container.number("exitCode") == 0 ? Kind.GOOD : Kind.BAD;
            case "dead" -> Kind.BAD;
            default -> Kind.WAITING;
        };
    }
}
