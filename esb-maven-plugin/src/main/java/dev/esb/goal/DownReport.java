package dev.esb.goal;

import dev.esb.Seconds;
import dev.esb.cleanup.Down;
import dev.esb.environment.EnvironmentKey;
import java.time.Duration;
import java.time.Instant;

/**
 * The line about how an environment was taken down.
 *
 * @param start when that began
 */
public record DownReport(EnvironmentKey key, Instant start) {

    public String line(Down.Outcome outcome) {
        return switch (outcome) {
            case DOWN ->
                "Environment '%s' is down after %s".formatted(key, Seconds.of(Duration.between(start, Instant.now())));
            case NOTHING -> "There was no environment '%s' on this engine; nothing to take down".formatted(key);
            case OTHER_OWNER ->
                "Environment '%s' was not brought up by this build and is left alone. Take it down with: mvn esb:down %s"
                        .formatted(key, key.options());
        };
    }

    /** The line about one that is left because the user wants that. */
    public static String kept(EnvironmentKey key) {
        return "Environment '%s' is kept (esb.keep). Take it down with: mvn esb:down %s".formatted(key, key.options());
    }
}
