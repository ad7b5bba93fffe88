package dev.esb.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Directories of a stack's author that services mount. About half of those that a stack names are there before it starts, with a file in
 * each, as in a checkout that was used before.
 */
final class Originals {
    private static final String FILE = "original";

    private final List<Path> directories = new ArrayList<>();
    private final Map<String, String> before;

    /** @param paths what services mount; what is there already is left alone */
    Originals(Collection<Path> paths) throws IOException {
        for (Path path : paths) {
            if (path.hashCode() % 2 == 0 && Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(path);
                Files.writeString(path.resolve(FILE), "of the author");
                directories.add(path);
            }
        }
        before = state();
    }

    /**
     * What is there now that was not there before, and the other way round; empty where the originals are as they were.
     *
     * @param shared directories that all environments use, so that they may change
     */
    Map<String, String> changes(Set<Path> shared) throws IOException {
        Map<String, String> changes = new TreeMap<>(state());
        before.forEach((path, what) -> changes.merge(path, what, (now, then) -> now.equals(then) ? null : now));
        changes.keySet().removeIf(path -> shared.stream().anyMatch(Path.of(path)::startsWith));
        return changes;
    }

    int count() {
        return directories.size();
    }

    private Map<String, String> state() throws IOException {
        Map<String, String> state = new TreeMap<>();
        for (Path directory : directories) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.toList()) {
                    state.put(
                            path.toString(),
                            Files.readAttributes(path, "unix:mode,uid,gid,ino,size,lastModifiedTime")
                                            .entrySet()
                                            .stream()
                                            .sorted(Map.Entry.comparingByKey())
                                            .toList()
                                    + (Files.isRegularFile(path) ? Files.readString(path) : ""));
                }
            }
        }
        return state;
    }
}
