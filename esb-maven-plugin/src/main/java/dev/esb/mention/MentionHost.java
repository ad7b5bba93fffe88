package dev.esb.mention;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the host whose port a number is, also where it is not right before it: {@code redis 6379}, {@code -h redis -p 6379}, {@code host=redis
 * port=6379}, or {@code REDIS_PORT} beside a variable {@code REDIS_HOST}.
 *
 * @param services those of the model, by name
 */
record MentionHost(JsonNode services, StackHosts hosts) {
    private static final String PORT = "PORT";
    private static final List<String> BESIDE_PORT = List.of("HOST", "HOSTNAME", "SERVER", "ADDRESS", "ADDR");

    /** The host; empty where there is none. */
    String of(PortMention mention) {
        if (!mention.host().isEmpty()) {
            return mention.host();
        }
        TextPlace place = mention.place();
        if (isTelling(place.subject(), mention.wordBefore())) {
            return mention.wordBefore();
        }
        JsonNode service = services.path(place.subject());
        if (place.isCommand()) {
            return serviceIn(texts(service.path(place.section())), place.subject());
        }
        String beside = place.section().equals("environment") ? beside(place.name(), service.path("environment")) : "";
        return isTelling(place.subject(), beside) ? beside : serviceIn(List.of(mention.text()), place.subject());
    }

    /** The loopback is not: a process that gets it and a port as its settings may as well listen there. */
    private boolean isTelling(String service, String host) {
        return hosts.isService(service, host) || hosts.isHost(service, host) || StackHosts.isEveryAddress(host);
    }

    private static String beside(String name, JsonNode environment) {
        int at = name.lastIndexOf(PORT);
        if (at >= 0) {
            for (String word : BESIDE_PORT) {
                String host = environment
                        .path(name.substring(0, at) + word + name.substring(at + PORT.length()))
                        .asText();
                if (!host.isEmpty()) {
                    return host;
                }
            }
        }
        return "";
    }

    private static List<String> texts(JsonNode words) {
        List<String> texts = new ArrayList<>();
        words.forEach(word -> texts.add(word.asText()));
        return texts;
    }

    /** The first word that is the name of another service. */
    private String serviceIn(List<String> texts, String own) {
        return texts.stream()
                .flatMap(text -> Stream.of(text.split("[\\s=,;:\"'{}]+")))
                .filter(word -> !word.equals(own) && hosts.isService(own, word))
                .findFirst()
                .orElse("");
    }
}
