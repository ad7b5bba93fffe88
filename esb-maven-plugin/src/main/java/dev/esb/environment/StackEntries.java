package dev.esb.environment;

import java.nio.file.Path;
import java.util.Set;

/**
 * What a user names of a stack, such as the value of {@code esb.isolate}: paths, and keys of networks and volumes.
 *
 * @param directory the stack's, to which relative paths refer
 * @param texts as the user has written them
 */
public record StackEntries(Path directory, Set<String> texts) {

    /** Whether the network or volume with this key is named. */
    public boolean hasKey(String key) {
        return texts.contains(key);
    }

    /** Whether the path is named, by itself or relative to the stack's directory. */
    public boolean hasPath(Path path) {
        return texts.stream()
                .anyMatch(text -> directory.resolve(text).normalize().equals(path));
    }
}
