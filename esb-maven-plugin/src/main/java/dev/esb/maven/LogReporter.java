package dev.esb.maven;

import dev.esb.Reporter;
import org.apache.maven.plugin.logging.Log;

/** Writes messages to Maven's log. */
record LogReporter(Log log) implements Reporter {
    @Override
    public void info(String line) {
        log.info(line);
    }

    @Override
    public void warn(String line) {
        log.warn(line);
    }

    @Override
    public void debug(String line) {
        log.debug(line);
    }
}
