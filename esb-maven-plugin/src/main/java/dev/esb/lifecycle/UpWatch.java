package dev.esb.lifecycle;

import dev.esb.cleanup.EnvironmentBefore;

/** Sees to it that nothing of what {@link Up} makes is left if this process ends in the middle. */
@FunctionalInterface
public interface UpWatch {
    /** For a caller whose process nothing watches. */
    UpWatch NONE = before -> {};

    /**
     * Begins to watch. Called in another thread, while the first commands run, and returns before anything of the environment is claimed or
     * made.
     */
    default void begin() {}

    /** Called where the environment was there before, and belongs to another owner, before anything of it is changed. */
    void isUpdateOf(EnvironmentBefore before);
}
