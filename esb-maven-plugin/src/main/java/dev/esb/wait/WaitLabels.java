package dev.esb.wait;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import dev.esb.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the waits that a service has as labels: {@code dev.esb.wait.http}, {@code dev.esb.wait.http.status} and so on. Further ones have
 * a name of their own, as in {@code dev.esb.wait.schema.log}. A time limit is that of all conditions with the same name.
 */
final class WaitLabels {
    private static final String PREFIX = "dev.esb.wait.";

    /** By what stands in the label. */
    private static final Map<String, String> KEYS = keys();

    /**
     * What a label says of which wait.
     *
     * @param name the name of the wait, which the user has chosen; empty for the one without
     * @param key that of {@link WaitTexts}
     */
    private record Part(String name, String key) {}

    private WaitLabels() {}

    /**
     * @param definition the service in the isolated model
     * @throws EsbException when a label is not known, or its text is not usable
     */
    static List<ServiceWait> of(String service, JsonNode definition) {
        Map<String, Map<String, String>> byName = new TreeMap<>();
        definition.path("labels").properties().forEach(label -> {
            if (label.getKey().startsWith(PREFIX)) {
                Part part = part(service, label.getKey().substring(PREFIX.length()));
                byName.computeIfAbsent(part.name(), first -> new LinkedHashMap<>())
                        .put(part.key(), text(label.getValue()));
            }
        });
        List<ServiceWait> waits = new ArrayList<>();
        byName.forEach((name, texts) -> waits.addAll(waits(service, name, texts)));
        return waits;
    }

    /** @param rest the label without its prefix */
    private static Part part(String service, String rest) {
        if (KEYS.containsKey(rest)) {
            return new Part("", KEYS.get(rest));
        }
        int dot = rest.indexOf('.');
        String name = rest.substring(0, Math.max(0, dot));
        String key = KEYS.get(rest.substring(dot + 1));
        if (name.isEmpty() || KEYS.containsKey(name) || key == null) {
            throw unknown(service, rest, name);
        }
        return new Part(name, key);
    }

    private static List<ServiceWait> waits(String service, String name, Map<String, String> texts) {
        WaitTexts wait = new WaitTexts(texts, key -> "label %s of service '%s'".formatted(label(name, key), service));
        wait.requireHttpForItsTexts();
        if (wait.kinds().isEmpty()) {
            throw new EsbException("The %s is the time limit of no condition. Add one of %s, or leave it out."
                    .formatted(
                            wait.place().apply(WaitTexts.TIMEOUT),
                            String.join(
                                    ", ",
                                    WaitTexts.KINDS.stream()
                                            .map(kind -> label(name, kind))
                                            .toList())));
        }
        return wait.kinds().stream()
                .map(kind -> new ServiceWait(service, wait.condition(kind), wait.timeout()))
                .toList();
    }

    /** Compose writes {@code $} as {@code $$} in a model. */
    private static String text(JsonNode value) {
        return value.asText().replace("$$", "$").strip();
    }

    private static String label(String name, String key) {
        return PREFIX + (name.isEmpty() ? "" : name + ".") + (WaitTexts.OF_HTTP.contains(key) ? "http." : "") + key;
    }

    private static EsbException unknown(String service, String rest, String name) {
        List<String> possible = KEYS.keySet().stream()
                .flatMap(known -> name.isEmpty() ? Stream.of(known) : Stream.of(known, name + "." + known))
                .toList();
        return new EsbException(
                "The label '%s%s' of the service '%s' is none that esb:up knows.%s There are %s, each also with a name of your own, as in %s2.log."
                        .formatted(
                                PREFIX,
                                rest,
                                service,
                                NearestName.of(rest, possible)
                                        .or(() -> Optional.of("http." + rest).filter(KEYS::containsKey))
                                        .map(nearest -> " Did you mean '%s%s'?".formatted(PREFIX, nearest))
                                        .orElse(""),
                                String.join(", ", KEYS.keySet()),
                                PREFIX));
    }

    private static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        WaitTexts.KINDS.forEach(kind -> keys.put(kind, kind));
        WaitTexts.OF_HTTP.forEach(key -> keys.put("http." + key, key));
        keys.put(WaitTexts.TIMEOUT, WaitTexts.TIMEOUT);
        return keys;
    }
}
