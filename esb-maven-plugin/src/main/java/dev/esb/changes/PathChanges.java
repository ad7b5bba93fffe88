package dev.esb.changes;

import dev.esb.changes.Comparison.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What containers have changed at a path of the host, or in a volume that is made outside the stack.
 *
 * @param source the path, or the name of the volume
 * @param path empty where it is a volume
 * @param changes by file
 * @param parts where the files are that were changed or added
 */
record PathChanges(String source, Optional<Path> path, String volume, List<FileChange> changes, List<Part> parts) {}
