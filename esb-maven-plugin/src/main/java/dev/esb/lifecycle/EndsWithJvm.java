package dev.esb.lifecycle;

import dev.esb.EsbException;

/** Ends the processes of a command when this JVM ends, until that is closed. */
final class EndsWithJvm {
    private final Thread hook;

    /** @throws EsbException when the JVM is ending; the processes have ended by then */
    EndsWithJvm(ProcessTree tree) {
        hook = new Thread(tree::end, "esb-command-end");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            tree.end();
            throw new EsbException("The build is ending.", e);
        }
    }

    void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook runs.
        }
    }
}
