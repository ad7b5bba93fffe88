package dev.esb;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes on each warning once; for work that may be done again, where what the first time has warned about still holds. */
public final class WarnOnce extends ForwardingReporter {
    private final Set<String> warnings = ConcurrentHashMap.newKeySet();

    /** @param reporter receives the messages */
    public WarnOnce(Reporter reporter) {
        super(reporter);
    }

    @Override
    public void warn(String line) {
        if (warnings.add(line)) {
            super.warn(line);
        }
    }
}
