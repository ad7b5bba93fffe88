package dev.esb;

import java.util.Map;

/** Passes on what it receives to another reporter, but for what a subclass does itself. */
public abstract class ForwardingReporter implements Reporter {
    private final Reporter reporter;

    protected ForwardingReporter(Reporter reporter) {
        this.reporter = reporter;
    }

    @Override
    public void info(String line) {
        reporter.info(line);
    }

    @Override
    public void warn(String line) {
        reporter.warn(line);
    }

    @Override
    public void services(Map<String, ServiceState> states) {
        reporter.services(states);
    }

    @Override
    public void debug(String line) {
        reporter.debug(line);
    }
}
