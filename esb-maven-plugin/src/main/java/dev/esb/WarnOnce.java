package dev.esb;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes on each warning once; for work that may be done again, where what the first time has warned about still holds. */
public final class WarnOnce implements Reporter {
    private final Reporter reporter;
    private final Set<String> warnings = ConcurrentHashMap.newKeySet();

    /** @param reporter receives the messages */
    public WarnOnce(Reporter reporter) {
        this.reporter = reporter;
    }

    @Override
    public void info(String line) {
        reporter.info(line);
    }

    @Override
    public void warn(String line) {
        if (warnings.add(line)) {
            reporter.warn(line);
        }
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
