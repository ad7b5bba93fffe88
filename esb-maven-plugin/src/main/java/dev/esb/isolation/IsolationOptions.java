package dev.esb.isolation;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a user decides about a stack, and what is so on the host.
 *
 * @param directory the directory of the stack, from which relative paths are named
 * @param share paths, and keys of networks and volumes, that all environments are to use together
 * @param isolate paths, and keys of networks and volumes, that each environment is to have for itself
 * @param rewriteLiterals whether texts such as {@code localhost:8080} are rewritten, too
 * @param build the build that the environment ends with, as a label; empty for an environment of a person
 * @param paths what is at the paths that the stack mounts; a path that is not here counts as {@link PathState#PRESENT}
 */
public record IsolationOptions(
        Path directory,
        Set<String> share,
        Set<String> isolate,
        boolean rewriteLiterals,
        Optional<String> build,
        Map<String, PathState> paths) {

    /** Nothing special. */
    public static IsolationOptions in(Path directory) {
        return new IsolationOptions(directory, Set.of(), Set.of(), false, Optional.empty(), Map.of());
    }

    /** Whether a network's or volume's key is among the ones to share. */
    boolean shares(String key) {
        return share.contains(key);
    }

    /** Whether a network's or volume's key is among the ones to isolate. */
    boolean isolates(String key) {
        return isolate.contains(key);
    }

    boolean sharesPath(String source) {
        return names(share, source);
    }

    boolean isolatesPath(String source) {
        return names(isolate, source);
    }

    /** A path may be named absolutely, or relative to the stack's directory. */
    private boolean names(Set<String> entries, String source) {
        return entries.stream()
                .anyMatch(entry -> directory
                        .resolve(entry)
                        .normalize()
                        .equals(Path.of(source).normalize()));
    }
}
