package dev.esb.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sees that processes in containers find what their author wrote: in their environment, command and healthcheck, nothing may differ but
 * ports of the host. Knows nothing of the rules' code.
 */
final class Inside {
    private static final List<String> SECTIONS = List.of("environment", "command", "entrypoint", "healthcheck");
    private static final Pattern HOST_PORT = Pattern.compile(
            "(localhost|127(?:\\.\\d{1,3}){3}|\\[::1]|host\\.docker\\.internal)((?::|%3A)(\\d+))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TELLING = Pattern.compile(
            "ADVERTISE|EXTERNAL|PUBLIC|ROOT_?URL|CALLBACK|REDIRECT|ORIGIN|FRONTEND|KC_HOSTNAME",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS =
            Pattern.compile("((\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:]*)(/\\d+)?");

    private final JsonNode written;
    private final JsonNode raw;
    private final WrittenPorts ports;
    private final List<String> changed = new ArrayList<>();

    /** A text and what became of it. */
    private record Text(String service, List<String> path, String before, String after) {
        String name() {
            return path.get(path.size() - 1);
        }
    }

    /**
     * What changed and should not have.
     *
     * @param written the stack with its author's values
     * @param raw the stack with its variables
     */
    static List<String> changed(JsonNode written, JsonNode raw, JsonNode isolated) {
        Inside inside = new Inside(written, raw, new WrittenPorts(written, raw, isolated));
        written.path("services").fieldNames().forEachRemaining(service -> {
            for (String section : SECTIONS) {
                JsonNode after = isolated.path("services").path(service).path(section);
                inside.compare(service, List.of(section), after);
            }
        });
        return inside.changed;
    }

    private Inside(JsonNode written, JsonNode raw, WrittenPorts ports) {
        this.written = written;
        this.raw = raw;
        this.ports = ports;
    }

    private void compare(String service, List<String> path, JsonNode after) {
        JsonNode before = at(written, service, path);
        before.fieldNames().forEachRemaining(key -> compare(service, and(path, key), after.path(key)));
        for (int i = 0; before.isArray() && i < before.size(); i++) {
            compare(service, and(path, String.valueOf(i)), after.path(i));
        }
        if (after.size() > before.size()) {
            changed.add("%s %s: has more".formatted(service, path));
        }
        Text text = new Text(service, path, before.asText(""), after.asText(""));
        if (before.isValueNode() && !text.before().equals(text.after()) && !mayChange(text)) {
            changed.add("%s %s: '%s' became '%s'".formatted(service, path, text.before(), text.after()));
        }
    }

    private boolean mayChange(Text text) {
        if (text.path().get(0).equals("healthcheck") && !usesHostsNetwork(text.service())) {
            return false;
        }
        if (text.after().matches("\\d+")) {
            return mayChangeNumber(text);
        }
        if (ADDRESS.matcher(text.before()).matches()
                && ADDRESS.matcher(text.after()).matches()) {
            return true;
        }
        Matcher before = HOST_PORT.matcher(text.before());
        Matcher after = HOST_PORT.matcher(text.after());
        while (before.find() && after.find()) {
            if (!before.group().equals(after.group()) && !mayMove(text, before, after.group(3))) {
                return false;
            }
        }
        return HOST_PORT
                .matcher(text.before())
                .replaceAll("$1")
                .equals(HOST_PORT.matcher(text.after()).replaceAll("$1"));
    }

    /** A number alone: from a variable of the published side alone, or in a telling key; or such a variable that is only named. */
    private boolean mayChangeNumber(Text text) {
        String source = at(raw, text.service(), text.path()).asText("");
        if (text.before().isEmpty()) {
            return ports.isOnlyPublished("$" + text.name());
        }
        return ports.became(text.before(), text.after())
                && (ports.isOnlyPublished(source)
                        || TELLING.matcher(text.name()).find()
                                && !WrittenPorts.variables(source).isEmpty());
    }

    /** After a name of the host: a variable, another service's port, one that the container has not, or one in a telling key. */
    private boolean mayMove(Text text, Matcher before, String number) {
        String key = text.name() + " " + previous(text) + " " + text.before().substring(0, before.start());
        boolean isHost = before.group(1).equals("host.docker.internal") || usesHostsNetwork(text.service());
        return ports.became(before.group(3), number)
                && (isHost
                        || !ports.isInContainer(text.service(), before.group(3))
                        || !WrittenPorts.variables(
                                        at(raw, text.service(), text.path()).asText(""))
                                .isEmpty()
                        || TELLING.matcher(key).find());
    }

    private boolean usesHostsNetwork(String service) {
        return written.path("services")
                .path(service)
                .path("network_mode")
                .asText()
                .equals("host");
    }

    /** The element of a list before this one, such as an option. */
    private String previous(Text text) {
        List<String> list = text.path().subList(0, text.path().size() - 1);
        return text.name().matches("[1-9]\\d*")
                        && at(written, text.service(), list).isArray()
                ? at(written, text.service(), and(list, String.valueOf(Integer.parseInt(text.name()) - 1)))
                        .asText()
                : "";
    }

    private static JsonNode at(JsonNode model, String service, List<String> path) {
        JsonNode node = model.path("services").path(service);
        for (String key : path) {
            node = node.isArray() ? element(node, key) : node.path(key);
        }
        return node;
    }

    /** By its number; or of variables in a list, as they are in a stack with its variables, by the name. */
    private static JsonNode element(JsonNode list, String key) {
        for (JsonNode element : list) {
            if (element.asText().startsWith(key + "=")) {
                return element;
            }
        }
        return key.matches("\\d+") ? list.path(Integer.parseInt(key)) : list.path(-1);
    }

    private static List<String> and(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
