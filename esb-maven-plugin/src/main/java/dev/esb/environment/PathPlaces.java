package dev.esb.environment;

import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathPlace.OnHost;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides where the moved paths of a stack are. Each is a volume. Those below another one are parts of its volume, so that a service that
 * mounts a directory and one that mounts a file in it see the same file.
 *
 * <p>What the environment has already stays where it is. A new path below such a one is a part of its volume; a new one above it gets a volume
 * of its own, which does not contain the other.
 *
 * @param paths the paths, and whether each is a file
 * @param kept where those of them are that the environment has already
 * @param hasVolumes whether the engine mounts volumes as they are meant here. If not, what is new is on the host
 * @param onHost the place of a path on the host
 */
public record PathPlaces(
        Map<Path, Boolean> paths, Map<Path, PathPlace> kept, boolean hasVolumes, Function<Path, OnHost> onHost) {

    /** The place of one of the paths. */
    public PathPlace of(Path path) {
        if (kept.containsKey(path)) {
            return kept.get(path);
        }
        return hasVolumes ? inKept(path).orElseGet(() -> inNew(path)) : onHost.apply(path);
    }

    private Optional<InVolume> inKept(Path path) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (paths.containsKey(above) && kept.get(above) instanceof InVolume place) {
                Path part = path.getFileSystem().getPath(place.subpath()).resolve(above.relativize(path));
                return Optional.of(InVolume.of(place.volume(), part));
            }
        }
        return Optional.empty();
    }

    private InVolume inNew(Path path) {
        Path top = path;
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (paths.containsKey(above) && !paths.get(above) && !kept.containsKey(above)) {
                top = above;
            }
        }
        PathVolume volume = new PathVolume(top, paths.get(top));
        Path part = volume.isFile() ? path.getFileName() : top.relativize(path);
        return InVolume.of(volume, part);
    }
}
