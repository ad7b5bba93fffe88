package dev.esb.environment;

/**
 * Why no volume is laid over what containers would see through it.
 *
 * @param reason as part of a sentence: the engine's words, or who uses it
 * @param kind what becomes of it
 */
public record Obstacle(String reason, Kind kind) {
    /** What becomes of a directory or volume over which no other one is laid. */
    public enum Kind {
        /** The engine cannot do it. */
        IMPOSSIBLE,
        /** A container outside the environment writes to it, so that a copy would be of what is just being changed. */
        IN_USE,
        /** The environment has a copy of it, which was made while the containers that write to it were paused. */
        COPIED
    }

    public boolean isUse() {
        return kind == Kind.IN_USE;
    }

    public boolean isCopied() {
        return kind == Kind.COPIED;
    }
}
