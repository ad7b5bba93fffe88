package dev.esb.changes;

import java.util.List;

/**
 * What containers have changed in the paths that an environment has for itself.
 *
 * @param changed by path
 * @param notCompared paths of which it cannot be said, by path
 * @param copied how many files and links were copied out
 */
public record Changes(List<Changed> changed, List<NotCompared> notCompared, int copied) {

    /**
     * A file that was changed.
     *
     * @param path the path of the host, or the name of the volume that is made outside the stack, which is as it was
     * @param volume the name of the environment's volume that containers see in place of it
     * @param change {@code added}, {@code changed} or {@code deleted}
     * @param file its path from there, with {@code /}; empty for the path itself
     * @param type what it is, or was: {@code file}, {@code directory}, {@code link}, or {@code other} for a pipe, a socket or a device
     */
    public record Changed(String path, String volume, String change, String file, String type) {}

    /**
     * A path of which nothing can be said.
     *
     * @param reason why, and what can be done
     */
    public record NotCompared(String path, String reason) {}
}
