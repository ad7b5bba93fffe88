package dev.esb.wait;

import dev.esb.docker.ContainerSummary;

/** Whether one container satisfies one condition. Used by one thread; what takes time is done in others. */
interface Check {
    /**
     * What was seen last, where the condition is not satisfied yet. Once it was, it is not asked again.
     *
     * @param container as the engine lists it now: it runs or has ended
     * @return empty when the condition is satisfied
     */
    String missing(ContainerSummary container);

    /** Whether it never will be satisfied, because the container's main process has ended. */
    boolean isHopeless(ContainerSummary container);

    /** Ends what other threads do, and does not wait for that. */
    void stop();
}
