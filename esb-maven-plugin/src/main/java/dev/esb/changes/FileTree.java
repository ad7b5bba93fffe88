package dev.esb.changes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a directory: what is in it, by its path from there with {@code /} between its names. The directory itself has an empty path. Keeps no
 * contents.
 */
final class FileTree {
    private final Map<String, FileEntry> entries = new HashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();

    void add(String path, FileEntry entry) {
        if (entries.put(path, entry) == null && !path.isEmpty()) {
            children.computeIfAbsent(FilePath.parent(path), key -> new ArrayList<>())
                    .add(path);
        }
    }

    Optional<FileEntry> at(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    /** The paths of what is directly in a directory. */
    List<String> children(String directory) {
        return children.getOrDefault(directory, List.of());
    }
}
