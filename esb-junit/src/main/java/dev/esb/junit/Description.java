package dev.esb.junit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An environment as the engine has it now.
 *
 * @param env its name
 * @param stack the name of its stack; empty for none
 * @param state {@code running}; {@code absent} where it is not there; else what is wrong with it
 * @param isAutomatic whether the name is one of the checkout ({@code auto})
 * @param isBound whether the pom of the module brings it up
 */
record Description(
        String env,
        String stack,
        String state,
        boolean isAutomatic,
        boolean isBound,
        List<String> services,
        List<Port> ports,
        Map<String, String> properties) {

    /**
     * A published port.
     *
     * @param target the port of the container, such as {@code 80} or {@code 53/udp}
     * @param host where it can be reached
     * @param published the port of that host
     */
    record Port(String service, String target, String host, int published) {
        int number() {
            return Integer.parseInt(target.replaceFirst("/.*", ""));
        }
    }

    /** @param lines as the command {@code describe} prints them: a word for what follows it */
    static Description of(List<String> lines) {
        Map<String, String> single = new HashMap<>();
        List<String> services = new ArrayList<>();
        List<Port> ports = new ArrayList<>();
        Map<String, String> properties = new HashMap<>();
        for (String line : lines) {
            int end = line.indexOf(' ');
            String value = line.substring(end + 1);
            switch (line.substring(0, end)) {
                case "service" -> services.add(value);
                case "port" -> {
                    String[] words = value.split(" ");
                    ports.add(new Port(words[0], words[1], words[2], Integer.parseInt(words[3])));
                }
                case "property" ->
                    properties.put(value.substring(0, value.indexOf('=')), value.substring(value.indexOf('=') + 1));
                default -> single.put(line.substring(0, end), value);
            }
        }
        return new Description(
                single.get("env"),
                single.get("stack"),
                single.get("state"),
                Boolean.parseBoolean(single.get("automatic")),
                Boolean.parseBoolean(single.get("bound")),
                services,
                ports,
                properties);
    }

    /** Whether tests can begin. Not where a service has yet to get ready, or has ended: then {@code up} sees to it. */
    boolean isReady() {
        return state.equals("running") || state.equals("exited");
    }
}
