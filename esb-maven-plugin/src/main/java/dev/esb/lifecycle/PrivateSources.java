package dev.esb.lifecycle;

import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.VolumeOverlay;
import dev.esb.isolation.IsolatedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the containers of an environment see of the host and of volumes that are made outside the stack, without being able to change it: what
 * they write stays in the environment.
 */
final class PrivateSources {
    private PrivateSources() {}

    /**
     * The paths, those in the stack's directory relative to it, and the names of the volumes. A path in another one is left out.
     *
     * @param stack the directory of the stack
     */
    static List<String> of(IsolatedModel isolated, Path stack) {
        List<Path> paths = isolated.moves().stream()
                .filter(move -> hasContentOfPath(move))
                .map(PathMove::written)
                .distinct()
                .sorted()
                .toList();
        List<String> sources = new ArrayList<>();
        for (Path path : paths) {
            if (paths.stream().noneMatch(above -> !above.equals(path) && path.startsWith(above))) {
                boolean isInside = path.startsWith(stack) && !path.equals(stack);
                sources.add(isInside ? "./" + stack.relativize(path) : path.toString());
            }
        }
        isolated.overlays().stream().map(VolumeOverlay::external).sorted().forEach(sources::add);
        return List.copyOf(sources);
    }

    private static boolean hasContentOfPath(PathMove move) {
        return move.place() instanceof InVolume place
                && (place.volume().isOverlay() || place.volume().copy().isPresent());
    }
}
