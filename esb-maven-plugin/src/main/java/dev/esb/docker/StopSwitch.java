package dev.esb.docker;

import org.apache.commons.exec.ProcessDestroyer;

/**
 * Ends a running command from another thread. It never waits, unlike {@link org.apache.commons.exec.ExecuteWatchdog}, which does so for
 * the process of a command that may have been refused before it had one.
 */
public final class StopSwitch {
    private Process process;
    private boolean isStopped;

    /** Ends the command, as soon as it has a process; it then fails like any other that is killed. */
    public synchronized void stop() {
        // Once: to a second signal, Compose answers in a hurry.
        if (!isStopped && process != null) {
            process.destroy();
        }
        isStopped = true;
    }

    private synchronized void started(Process own) {
        process = own;
        if (isStopped) {
            process.destroy();
        }
    }

    private synchronized void ended() {
        process = null;
    }

    /** What an executor tells of its process. */
    ProcessDestroyer listener() {
        return new ProcessDestroyer() {
            @Override
            public boolean add(Process own) {
                started(own);
                return true;
            }

            @Override
            public boolean remove(Process own) {
                ended();
                return true;
            }

            @Override
            public int size() {
                return 1;
            }
        };
    }
}
