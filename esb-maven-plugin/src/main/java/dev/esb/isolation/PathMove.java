package dev.esb.isolation;

import java.nio.file.Path;

/**
 * A path of the host that an environment has for itself.
 *
 * @param written the path in the file
 * @param moved where the environment has it, below its own directory
 * @param isFile whether it is a file, whose content each environment begins with, rather than a directory, which begins empty
 */
public record PathMove(Path written, Path moved, boolean isFile) {}
