package dev.esb.changes;

import java.util.List;
import java.util.Optional;

/**
 * As the engine sees it, which takes at least one {@code docker} command for each path.
 *
 * @param files of a container that mounts the directory
 */
record EngineOriginal(ContainerFiles files) implements Original {
    @Override
    public Optional<FileEntry> at(String path) {
        return files.at(path);
    }

    @Override
    public List<String> children(String directory) {
        return files.tree(directory).children(directory);
    }

    @Override
    public String digest(String path) {
        return files.tree(path).at(path).map(FileEntry::digest).orElse("");
    }

    @Override
    public boolean hasOwnerOf(String path, FileEntry other) {
        return at(path).filter(other::hasOwnerOf).isPresent();
    }
}
