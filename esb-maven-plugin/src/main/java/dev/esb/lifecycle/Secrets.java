package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.Reporter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps values of variables that look like secrets from what people read, because consoles end up in the logs of build servers.
 *
 * <p>A value counts as secret by the name of its variable. One that the stack also uses in the open, as a service's name or the value
 * of another variable, is none: to hide {@code postgres} would make nothing safer and every message unreadable.
 */
final class Secrets {
    private static final String MASK = "***";

    /** Shorter ones are guessed faster than read, and are part of many a word. */
    private static final int SHORTEST = 5;

    private static final Pattern NAME = Pattern.compile(
            "(?i).*(passw(or)?d|passphrase|passwd|secret|token|credential|api_?key|access_?key|private_?key"
                    + "|encryption_?key|(^|[_.-])(pass|pwd|key|auth|salt)$).*");

    /** What else has such a name: where the secret is, or that there is one. */
    private static final Pattern HARMLESS_VALUE = Pattern.compile("(?i)true|false|none|null|/[\\w./-]*|\\d{1,7}");

    private final List<String> values;

    private Secrets(Set<String> values) {
        // A longer one may contain a shorter one.
        this.values = values.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /**
     * The secrets of a stack.
     *
     * @param model the stack with variables replaced
     * @param variables what the stack's files can use
     */
    static Secrets of(JsonNode model, Map<String, String> variables) {
        Set<String> secret = new HashSet<>();
        Set<String> open = new HashSet<>();
        variables.forEach((name, value) -> sort(name, value, secret, open));
        model.path("services").properties().forEach(service -> {
            open.add(service.getKey());
            for (JsonNode values : List.of(
                    service.getValue().path("environment"),
                    service.getValue().path("build").path("args"))) {
                values.properties()
                        .forEach(value -> sort(value.getKey(), value.getValue().asText(), secret, open));
            }
        });
        secret.removeAll(open);
        return new Secrets(secret);
    }

    private static void sort(String name, String value, Set<String> secret, Set<String> open) {
        if (!NAME.matcher(name).matches()) {
            open.add(value);
        } else if (value.length() >= SHORTEST && !HARMLESS_VALUE.matcher(value).matches()) {
            secret.add(value);
        }
    }

    /** The text with three asterisks for each secret. */
    String mask(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }

    /** A reporter that tells of no secret. */
    Reporter masking(Reporter reporter) {
        return new Reporter() {
            @Override
            public void info(String line) {
                reporter.info(mask(line));
            }

            @Override
            public void warn(String line) {
                reporter.warn(mask(line));
            }

            @Override
            public void debug(String line) {
                reporter.debug(mask(line));
            }
        };
    }
}
