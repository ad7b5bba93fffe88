package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.ForwardingReporter;
import dev.esb.Reporter;
import dev.esb.ServiceState;
import dev.esb.compose.OutsideValues;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Masks the values of secret variables in messages, because build servers keep the console's output.
 *
 * <p>A value is a secret if the name of its variable looks like one, or if the stack has a secret that is this variable. A value that is also a service's name or the value of another
 * variable is none: to mask {@code postgres} would protect nothing, and make messages unreadable.
 */
final class Secrets {
    private static final String MASK = "***";

    /** In characters. Shorter values are not masked: they are part of many words. */
    private static final int SHORTEST = 5;

    private static final Pattern NAME = Pattern.compile(
            "(?i).*(passw(or)?d|passphrase|passwd|secret|token|credential|api_?key|access_?key|private_?key"
                    + "|encryption_?key|(^|[_.-])(pass|pwd|key|auth|salt)$).*");

    /** Variables with such a name can also hold a flag, a path to the secret, or a number. */
    private static final Pattern HARMLESS_VALUE = Pattern.compile("(?i)true|false|none|null|/[\\w./-]*|\\d{1,7}");

    private final List<String> values;

    private Secrets(Set<String> values) {
        // Longest first, because a long secret can contain a short one.
        this.values = values.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /**
     * The secrets of a stack.
     *
     * @param model the stack with variables replaced
     * @param variables the variables that the stack's files can use
     */
    static Secrets of(JsonNode model, Map<String, String> variables) {
        Set<String> secret = new HashSet<>();
        Set<String> open = new HashSet<>();
        Set<String> declared = OutsideValues.ofSecrets(model);
        variables.forEach((name, value) -> sort(declared.contains(name) || isSecret(name), value, secret, open));
        model.path("services").properties().forEach(service -> {
            open.add(service.getKey());
            for (JsonNode values : List.of(
                    service.getValue().path("environment"),
                    service.getValue().path("build").path("args"))) {
                values.properties()
                        .forEach(value ->
                                sort(isSecret(value.getKey()), value.getValue().asText(), secret, open));
            }
        });
        secret.removeAll(open);
        return new Secrets(secret);
    }

    private static boolean isSecret(String name) {
        return NAME.matcher(name).matches();
    }

    private static void sort(boolean isSecret, String value, Set<String> secret, Set<String> open) {
        if (!isSecret) {
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

    /** A reporter that masks secrets and passes on to another one. */
    Reporter masking(Reporter reporter) {
        return new ForwardingReporter(reporter) {
            @Override
            public void info(String line) {
                super.info(mask(line));
            }

            @Override
            public void warn(String line) {
                super.warn(mask(line));
            }

            @Override
            public void services(Map<String, ServiceState> states) {
                Map<String, ServiceState> masked = new LinkedHashMap<>();
                states.forEach((service, state) -> masked.put(service, state.with(mask(state.detail()))));
                super.services(masked);
            }

            @Override
            public void debug(String line) {
                super.debug(mask(line));
            }
        };
    }
}
