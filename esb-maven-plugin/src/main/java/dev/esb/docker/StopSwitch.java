package dev.esb.docker;

import org.apache.commons.exec.ExecuteWatchdog;

/** Ends a running command from another thread. */
public final class StopSwitch {
    private final ExecuteWatchdog watchdog = ExecuteWatchdog.builder()
            .setTimeout(ExecuteWatchdog.INFINITE_TIMEOUT_DURATION)
            .get();

    /** Ends the command, if it is still running; it then fails like any other that is killed. */
    public void stop() {
        watchdog.destroyProcess();
    }

    ExecuteWatchdog watchdog() {
        return watchdog;
    }
}
