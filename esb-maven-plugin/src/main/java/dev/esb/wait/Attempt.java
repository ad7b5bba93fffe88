package dev.esb.wait;

import dev.esb.docker.ContainerSummary;

/** Asks a container once whether it satisfies a condition. */
interface Attempt {
    /**
     * What was seen in place of what the condition asks for.
     *
     * @return empty when the condition is satisfied
     */
    String ask(ContainerSummary container);

    /** Ends the attempt that runs in another thread, and does not wait for that. Nothing to do for one that ends soon by itself. */
    default void stop() {}
}
