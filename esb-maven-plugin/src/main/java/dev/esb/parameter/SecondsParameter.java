package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.environment.UnusableValueException;
import java.time.Duration;
import java.util.Optional;

/**
 * The parameters that are a time in seconds, with the least and the most that each can be. Text and not a number for Maven, whose own
 * message about what is no number names neither the property nor what is allowed.
 */
public enum SecondsParameter {
    TIMEOUT("esb.timeout", 1, SecondsParameter.DAY),
    /** At 0, processes are killed at once. */
    STOP_TIMEOUT("esb.stopTimeout", 0, SecondsParameter.HOUR),
    LOCK_WAIT("esb.lockWait", 0, SecondsParameter.DAY),
    PROVISION_TIMEOUT("esb.provisionTimeout", 1, SecondsParameter.DAY),
    TTL("esb.ttl", 1, SecondsParameter.YEAR);

    // A value above is more likely one in milliseconds.
    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;
    private static final int YEAR = 365 * DAY;

    private final String property;
    private final int least;
    private final int most;

    SecondsParameter(String property, int least, int most) {
        this.property = property;
        this.least = least;
        this.most = most;
    }

    /** @throws EsbException when the text is not a whole number, or outside of the limits */
    public Duration read(String text) {
        return WholeNumber.read(text, least, most)
                .map(Duration::ofSeconds)
                .orElseThrow(() -> new UnusableValueException(
                        "time", property, text, "a whole number of seconds from %s to %s".formatted(least, most)));
    }

    /**
     * For a parameter without a default.
     *
     * @param text null or empty for none
     * @throws EsbException when the text is not a whole number, or outside of the limits
     */
    public Optional<Duration> readIfGiven(String text) {
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(read(text));
    }
}
