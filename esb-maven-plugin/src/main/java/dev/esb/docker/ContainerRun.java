package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When the main process of a container was started and has ended, as {@code docker inspect} prints it.
 *
 * @param started when it was started last
 * @param ended when it has ended last: before {@code started} where it runs; empty where it never has
 */
public record ContainerRun(Instant started, Optional<Instant> ended) {
    /** The engine takes the time a moment after the process has begun, which can have logged by then. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    static ContainerRun of(JsonNode json) {
        return new ContainerRun(
                Instant.parse(json.path("started").asText()),
                // A container that has never ended has the year 1.
                Optional.of(Instant.parse(json.path("finished").asText())).filter(time -> time.isAfter(Instant.EPOCH)));
    }

    /**
     * From when on its log is that of the last run: between the end of the one before and the start. Empty where all of the log is.
     */
    public Optional<Instant> logBegin() {
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        Instant before = ended.get();
        return Optional.of(
                before.isBefore(started)
                        ? before.plus(Duration.between(before, started).dividedBy(2))
                        : started.minus(MARGIN));
    }
}
