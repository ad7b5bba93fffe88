package dev.esb.isolation;

import java.nio.file.Path;

/**
 * A path of the host that the environment replaces with a path of its own.
 *
 * @param written the absolute path in the model
 * @param moved the path below the environment's data directory that containers see instead
 * @param isFile true for a file, which is copied to the new path; false for a directory, which begins empty
 */
public record PathMove(Path written, Path moved, boolean isFile) {}
