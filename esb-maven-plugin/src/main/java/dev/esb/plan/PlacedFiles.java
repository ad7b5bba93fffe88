package dev.esb.plan;

import dev.esb.engine.EnginePlace;
import dev.esb.environment.EngineFiles;
import dev.esb.environment.LocalPath;
import dev.esb.host.LocalPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What an engine sees of the files of this machine, by where the engine is. */
final class PlacedFiles implements EngineFiles {
    private final EnginePlace place;
    private final LocalPaths local = new LocalPaths();

    private PlacedFiles(EnginePlace place) {
        this.place = place;
    }

    static EngineFiles of(EnginePlace place) {
        return new PlacedFiles(place);
    }

    @Override
    public boolean areAllSeen() {
        return place.seesAllPaths();
    }

    /** Links are followed here: on the engine's machine, they may lead to something else. */
    @Override
    public Optional<Path> path(Path here) {
        return areAllSeen() ? Optional.of(here) : place.path(real(here));
    }

    @Override
    public LocalPath at(Path here) {
        return local.at(here);
    }

    @Override
    public String digest(Path here) {
        return local.digest(here);
    }

    /** The path without links; of one that is not there, as much of it as is there. */
    private static Path real(Path path) {
        for (Path above = path; above != null; above = above.getParent()) {
            try {
                return above.toRealPath().resolve(above.relativize(path)).normalize();
            } catch (IOException e) {
                // It is not there, or closed to this user: the directory above it may not be.
                continue;
            }
        }
        return path;
    }
}
