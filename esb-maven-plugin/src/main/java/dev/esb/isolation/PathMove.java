package dev.esb.isolation;

import dev.esb.environment.Directories;
import java.nio.file.Path;

/**
 * A path of the host that the environment replaces with a path of its own.
 *
 * @param written the absolute path in the model
 * @param moved the path below the environment's data directory that containers see instead
 * @param isFile true for a file, which is copied to the new path; false for a directory, which begins empty
 */
public record PathMove(Path written, Path moved, boolean isFile) {
    /** Below the environment's data directory, holds moved paths from outside of the stack's directory. */
    private static final String OUTSIDE = "_root";

    /** Below the environment's data directory, holds moved paths whose own names begin with a name that is reserved here. */
    private static final String INSIDE = "_stack";

    /**
     * Where a path is moved to: below the environment's data directory, by its path from the stack's directory, or from the root of the
     * file system if it is outside of that.
     *
     * @param path absolute and normalized
     * @param stack the directory of the stack
     * @param environment the directories of the environment
     */
    public static Path place(Path path, Path stack, Directories environment) {
        return environment.data().resolve(placeInData(path, stack));
    }

    private static Path placeInData(Path path, Path stack) {
        if (!path.startsWith(stack) || path.equals(stack)) {
            return Path.of(OUTSIDE).resolve(path.getRoot().relativize(path));
        }
        Path inside = stack.relativize(path);
        // A path whose own name begins with one of the two reserved names: without the prefix, two paths could get the
        // same place.
        return inside.startsWith(OUTSIDE) || inside.startsWith(INSIDE)
                ? Path.of(INSIDE).resolve(inside)
                : inside;
    }
}
