package dev.esb.environment;

/**
 * Why no volume can be laid over what containers would see through it.
 *
 * @param reason as part of a sentence: the engine's words, or who uses it
 * @param isUse whether a container outside the environment writes to it, so that a copy would be of what is just being changed
 */
public record Obstacle(String reason, boolean isUse) {}
