package dev.esb.maven;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

/** What was written to Maven's log. */
final class RecordedLogger {
    private final Queue<SubstituteLoggingEvent> events = new ConcurrentLinkedQueue<>();
    // SLF4J's own, for what is logged before there is a log.
    private final Logger logger = new SubstituteLogger("recorded", events, false);

    Logger logger() {
        return logger;
    }

    List<String> lines(Level level) {
        return events.stream()
                .filter(event -> event.getLevel() == level)
                .map(SubstituteLoggingEvent::getMessage)
                .toList();
    }
}
