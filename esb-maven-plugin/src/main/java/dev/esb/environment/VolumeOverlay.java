package dev.esb.environment;

/**
 * A volume that an environment has over one that is made outside the stack: containers see what is in that, and what they write is in the
 * environment.
 *
 * @param key in the Compose file
 * @param name of the environment's volume
 * @param external the name of the volume below it
 */
public record VolumeOverlay(String key, String name, String external) {}
