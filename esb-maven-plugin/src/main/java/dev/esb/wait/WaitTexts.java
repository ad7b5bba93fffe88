package dev.esb.wait;

import dev.esb.EsbException;
import dev.esb.environment.UnusableValueException;
import dev.esb.parameter.CommandWords;
import dev.esb.parameter.WholeNumber;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The texts of a wait, as the pom and the labels have them, and what they mean.
 *
 * @param texts by their key: one of {@link #KINDS}, of {@link #OF_HTTP}, or {@code timeout}
 * @param place where the text with a key stands, for messages
 */
record WaitTexts(Map<String, String> texts, UnaryOperator<String> place) {
    static final List<String> KINDS = List.of("http", "log", "tcp", "command");
    static final List<String> OF_HTTP = List.of("port", "scheme", "status", "body");
    static final String TIMEOUT = "timeout";

    private static final int DAY = 24 * 3600;
    private static final Pattern ADDRESS = Pattern.compile("([0-9]*)(/\\S*)?");

    /** Which conditions there are. */
    List<String> kinds() {
        return KINDS.stream().filter(texts::containsKey).toList();
    }

    /** @throws EsbException when a text that only a wait for HTTP can have is without one */
    void requireHttpForItsTexts() {
        OF_HTTP.stream()
                .filter(key -> texts.containsKey(key) && !texts.containsKey("http"))
                .findFirst()
                .ifPresent(key -> {
                    throw new EsbException(
                            "'%s' (%s) goes with http, and there is none. Add the path, such as /health, or leave it out."
                                    .formatted(texts.get(key), place.apply(key)));
                });
    }

    /** @throws EsbException when it is not a number of seconds */
    Optional<Duration> timeout() {
        return text(TIMEOUT)
                .map(text -> WholeNumber.read(text, 1, DAY)
                        .map(Duration::ofSeconds)
                        .orElseThrow(() ->
                                unusable("time", TIMEOUT, "a whole number of seconds from 1 to %s".formatted(DAY))));
    }

    /** @throws EsbException when one of its texts is not usable */
    Condition condition(String kind) {
        return switch (kind) {
            case "http" -> http();
            case "log" -> new Condition.Log(pattern("log"));
            case "tcp" -> new Condition.Tcp(containerPort("tcp"));
            default -> new Condition.Command(texts.get(kind), CommandWords.read(place.apply(kind), texts.get(kind)));
        };
    }

    private Condition http() {
        Matcher address = ADDRESS.matcher(texts.get("http"));
        if (!address.matches() || texts.get("http").isEmpty()) {
            throw unusableAddress();
        }
        String path = address.group(2) == null ? "/" : address.group(2);
        requireUri(path);
        return new Condition.Http(
                scheme(),
                port(address.group(1)),
                path,
                text("status")
                        .map(text -> StatusCodes.read(text)
                                .orElseThrow(() -> unusable("status", "status", StatusCodes.ALLOWED)))
                        .orElse(StatusCodes.DEFAULT),
                text("body").map(text -> pattern("body")));
    }

    private String scheme() {
        String scheme = text("scheme").orElse("http");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw unusable("scheme", "scheme", "http or https");
        }
        return scheme;
    }

    /** @param before the port before the path; empty for none */
    private OptionalInt port(String before) {
        if (before.isEmpty()) {
            return texts.containsKey("port") ? OptionalInt.of(containerPort("port")) : OptionalInt.empty();
        }
        if (texts.containsKey("port")) {
            throw unusable(
                    "port",
                    "port",
                    "left out where the path begins with a port, as '%s' does".formatted(texts.get("http")));
        }
        return OptionalInt.of(WholeNumber.read(before, 1, 65535).orElseThrow(this::unusableAddress));
    }

    private int containerPort(String key) {
        return WholeNumber.read(texts.get(key), 1, 65535)
                .orElseThrow(() -> unusable("port", key, "a port of the container, from 1 to 65535"));
    }

    private void requireUri(String path) {
        try {
            URI.create("http://localhost" + path);
        } catch (IllegalArgumentException e) {
            throw unusableAddress();
        }
    }

    private EsbException unusableAddress() {
        return unusable(
                "address",
                "http",
                "a path such as /health, with the port of the container before it where it publishes several, such as 8080/health");
    }

    private Pattern pattern(String key) {
        String text = texts.get(key);
        if (text.isEmpty()) {
            throw unusable("pattern", key, "a regular expression");
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw unusable(
                    "pattern", key, "a regular expression of Java, and this one has an error: " + e.getDescription());
        }
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(texts.get(key));
    }

    private UnusableValueException unusable(String kind, String key, String allowed) {
        return new UnusableValueException(kind, place.apply(key), texts.get(key), allowed);
    }
}
