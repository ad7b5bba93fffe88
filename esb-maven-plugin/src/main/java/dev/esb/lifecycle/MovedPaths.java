package dev.esb.lifecycle;

import dev.esb.environment.OwnFiles;
import dev.esb.isolation.PathMove;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Provides the paths that an environment has for itself. */
final class MovedPaths {
    private MovedPaths() {}

    /** Creates directories, and begins files with what they hold outside. What is there already stays as it is. */
    static void provide(List<PathMove> moves) throws IOException {
        for (PathMove move : moves) {
            if (move.isFile()) {
                OwnFiles.createDirectory(move.moved().getParent());
                if (Files.isRegularFile(move.written()) && !Files.exists(move.moved())) {
                    Files.copy(move.written(), move.moved(), StandardCopyOption.COPY_ATTRIBUTES);
                }
            } else {
                // Open to the container's users, whoever they are; the environment's own directory above it is closed.
                OwnFiles.createOpenDirectory(move.moved());
            }
        }
    }
}
