package dev.esb.environment;

/**
 * What the place of a path begins with: a copy of what is at the path on this machine.
 *
 * @param isRenewed whether each {@code up} brings a copy of what is there now, because no service can write to it; else what the environment
 *     has stays
 * @param bytes the size of what is copied
 */
public record PathCopy(boolean isRenewed, long bytes) {}
