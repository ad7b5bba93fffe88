package dev.esb.maven;

import dev.esb.Reporter;
import dev.esb.cleanup.Watchdog;
import java.io.IOException;
import java.util.Collection;

/** The watchdog of this JVM: started when the first environment is to be watched, and replaced when its process has ended. */
final class BuildWatchdog {
    private final Reporter reporter;
    private final Start start;
    private Watchdog watchdog;

    /** Starts the process that takes down what a killed build leaves. */
    @FunctionalInterface
    interface Start {
        Watchdog start() throws IOException;
    }

    BuildWatchdog(Reporter reporter, Start start) {
        this.reporter = reporter;
        this.start = start;
    }

    /**
     * Lets it watch an environment. A warning says so if it cannot be started.
     *
     * @param all all that are watched, for a process that replaces one that has ended
     */
    synchronized void watch(WatchedEnvironment environment, Collection<WatchedEnvironment> all) {
        try {
            tell(environment, all);
        } catch (IOException e) {
            reporter.warn("The watchdog cannot be started, so '%s' stays if this build is killed: %s"
                    .formatted(environment.key(), e));
        }
    }

    private void tell(WatchedEnvironment environment, Collection<WatchedEnvironment> all) throws IOException {
        if (watchdog != null) {
            try {
                environment.tell(watchdog);
                return;
            } catch (IOException e) {
                reporter.debug("The watchdog is gone, and another one is started: " + e);
                watchdog = null;
            }
        }
        watchdog = start.start();
        for (WatchedEnvironment each : all) {
            each.tell(watchdog);
        }
    }

    /** Lets it leave alone an environment that is down, was never up, or is a person's now. */
    synchronized void forget(WatchedEnvironment environment) {
        try {
            if (watchdog != null) {
                watchdog.forget(environment.key(), environment.directories(), environment.build());
            }
        } catch (IOException e) {
            // Its process was ended from outside. The environment that it is to forget is down all the same.
            reporter.debug("The watchdog is gone: " + e);
        }
    }
}
