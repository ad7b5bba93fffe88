package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides over which directories of the host volumes are laid: over those that are there, belong to the stack, and can be written to by a service.
 *
 * <p>Where services also mount a directory above such a one, or one in it, all of them are to see the same: the volume is laid over the outermost,
 * and the others are parts of it.
 */
final class OverlaidPaths {
    private static final Set<String> PROPAGATING = Set.of("shared", "slave", "rshared", "rslave");

    /** What is missing becomes a part of the volume over a directory above it. What git ignores begins empty. */
    private static final Set<PathState> POSSIBLE = Set.of(PathState.PRESENT, PathState.PRESENT_FILE, PathState.MISSING);

    private final IsolationContext context;
    /** Each mounted path that may be in a volume, and whether a volume can be laid over it: it is a directory that is there. */
    private final Map<Path, Boolean> candidates = new TreeMap<>();

    private final Set<Path> tops;

    private OverlaidPaths(IsolationContext context) {
        this.context = context;
        Set<Path> written = new HashSet<>();
        context.forEachService((name, service) -> {
            for (JsonNode mount : service.path("volumes")) {
                if (mount.path("type").asText().equals("bind") && !isPropagating(mount)) {
                    add(mount.path("source").asText(), !mount.path("read_only").asBoolean(), written);
                }
            }
        });
        context.inputDevices().forEach(key -> add(PathVolumes.device(context, key), true, written));
        this.tops = candidates.keySet().stream()
                .filter(candidates::get)
                .filter(path -> written.stream().anyMatch(other -> other.startsWith(path)))
                .filter(path -> candidates.keySet().stream()
                        .noneMatch(above -> !above.equals(path) && candidates.get(above) && path.startsWith(above)))
                .filter(this::isWholeWhereItHasToBe)
                .collect(Collectors.toSet());
    }

    static OverlaidPaths of(IsolationContext context) {
        return new OverlaidPaths(context);
    }

    /** Whether the path is one over which a volume is laid, or in one. */
    boolean contain(String source) {
        Path path = context.path(source);
        return candidates.containsKey(path) && !isImpossible(path) && top(path).isPresent();
    }

    /** The directory over which a volume would be laid if the engine could: the path, or one above it. */
    Optional<Path> impossible(String source) {
        Path path = context.path(source);
        return candidates.containsKey(path) && isImpossible(path) ? top(path) : Optional.empty();
    }

    private Optional<Path> top(Path path) {
        return tops.stream().filter(path::startsWith).findFirst();
    }

    private boolean isImpossible(Path path) {
        return top(path)
                .map(context.options().obstacles().directories()::get)
                .filter(obstacle -> !obstacle.isCopied())
                .isPresent();
    }

    private void add(String source, boolean isWritten, Set<Path> written) {
        if (!isCandidate(source)) {
            return;
        }
        Path path = context.path(source);
        boolean isDirectory = context.state(source) == PathState.PRESENT || context.keepsOverlay(source);
        candidates.put(path, isDirectory);
        boolean isWanted = isWritten || context.options().isolatesPath(source) || context.keepsOverlay(source);
        if (isDirectory && isWanted) {
            written.add(path);
        }
    }

    private boolean isCandidate(String source) {
        boolean isPossible = POSSIBLE.contains(context.state(source));
        return (isPossible && !context.keepsMoved(source) || context.keepsOverlay(source))
                && !context.keepsCopy(source)
                && !context.isOfMachine(source)
                && !context.owns(source)
                && !context.options().sharesPath(source)
                && !context.isOutOfSight(source);
    }

    /** A mount that is to hand on what is mounted below it, which a volume does not. */
    private static boolean isPropagating(JsonNode mount) {
        return PROPAGATING.contains(mount.path("bind").path("propagation").asText());
    }

    /** Where the engine mounts whole volumes only, nothing in a directory can be a part of its volume. */
    private boolean isWholeWhereItHasToBe(Path top) {
        return context.options().hasVolumeOptions()
                || candidates.keySet().stream().noneMatch(path -> !path.equals(top) && path.startsWith(top));
    }
}
