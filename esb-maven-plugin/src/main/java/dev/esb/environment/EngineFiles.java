package dev.esb.environment;

import java.nio.file.Path;
import java.util.Optional;

/** What the engine sees of the files of this machine, and what is here of those that it does not see. */
public interface EngineFiles {
    /** Those of an engine that sees every path as this process does; what is at the paths is not known. */
    EngineFiles ALL = new EngineFiles() {
        @Override
        public boolean areAllSeen() {
            return true;
        }

        @Override
        public Optional<Path> path(Path here) {
            return Optional.of(here);
        }

        @Override
        public LocalPath at(Path here) {
            return new LocalPath(LocalPath.Kind.MISSING, 0, Optional.empty());
        }

        @Override
        public String digest(Path here) {
            throw new IllegalStateException("Nothing is known of '%s'".formatted(here));
        }
    };

    /** Whether the engine sees every path as this process does. */
    boolean areAllSeen();

    /**
     * The path under which the engine sees a file or directory of this machine, or would see one that is not there yet.
     *
     * @param here absolute and normalized
     * @return empty where the engine does not see it
     */
    Optional<Path> path(Path here);

    /** What is at a path of this machine. */
    LocalPath at(Path here);

    /** A text that changes with what is in a file or directory of this machine: names, contents, links and permissions, not times. */
    String digest(Path here);
}
