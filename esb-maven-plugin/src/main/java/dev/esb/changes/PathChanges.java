package dev.esb.changes;

import dev.esb.changes.Comparison.Part;
import java.nio.file.Path;
import java.util.List;

/**
 * What containers have changed at a path of the host.
 *
 * @param changes by file
 * @param parts where the files are that were changed or added
 */
record PathChanges(Path path, String volume, List<FileChange> changes, List<Part> parts) {}
