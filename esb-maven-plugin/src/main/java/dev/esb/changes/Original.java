package dev.esb.changes;

import java.util.List;
import java.util.Optional;

/** What was at a path of the host before containers wrote there: with a volume laid over a directory, what is in that directory. */
interface Original {
    /** Of a path that was not there. */
    Original NONE = new Original() {
        @Override
        public Optional<FileEntry> at(String path) {
            return Optional.empty();
        }

        @Override
        public List<String> children(String directory) {
            return List.of();
        }

        @Override
        public String digest(String path) {
            throw new IllegalStateException("There is no '%s'".formatted(path));
        }

        @Override
        public boolean hasOwnerOf(String path, FileEntry other) {
            throw new IllegalStateException("There is no '%s'".formatted(path));
        }
    };

    /** What is at a path; maybe without the digest of its content. */
    Optional<FileEntry> at(String path);

    /** The paths of what is directly in a directory. */
    List<String> children(String directory);

    /** That of the content of a file. */
    String digest(String path);

    /** Whether what is at a path has the owner and the group of something in a container. */
    boolean hasOwnerOf(String path, FileEntry other);
}
