package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When the main process of a container was started and has ended, as {@code docker inspect} prints it.
 *
 * @param isRunning whether it runs
 * @param started when it was started last
 * @param ended when it has ended last, which is the run before where it runs; empty where it never has
 */
public record ContainerRun(boolean isRunning, Instant started, Optional<Instant> ended) {
    /**
     * The engine takes the time of the start a moment after the process has begun, which can have logged by then, and have ended. Longer than
     * that moment on a machine that is busy.
     */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    static ContainerRun of(JsonNode json) {
        return new ContainerRun(
                json.path("running").asBoolean(),
                Instant.parse(json.path("started").asText()),
                // A container that has never ended has the year 1.
                Optional.of(Instant.parse(json.path("finished").asText())).filter(time -> time.isAfter(Instant.EPOCH)));
    }

    /**
     * From when on its log is that of the last run: between the end of the one before and the start. Where it has ended, that end is not known
     * any more: a little before the start. Empty where all of the log is.
     */
    public Optional<Instant> logBegin() {
        if (!isRunning) {
            return Optional.of(started.minus(MARGIN));
        }
        return ended.map(before -> before.plus(Duration.between(before, started).dividedBy(2)));
    }
}
