package dev.esb.changes;

import dev.esb.changes.FileChange.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what a volume has with what was at its path. Of a volume that is laid over a directory, that is what was written and what is seen: the first
 * has what was changed, added and deleted, but does not tell of a directory whether it was renamed, or made again after it was deleted
 * (<a href="https://docs.kernel.org/filesystems/overlayfs.html">overlayfs</a>).
 */
final class Comparison {
    private final Original original;
    private final ContainerFiles written;
    /** What containers see, of a volume that is laid over a directory. */
    private final Optional<ContainerFiles> seen;

    private final List<FileChange> changes = new ArrayList<>();
    /** What was not there, each with where it was found. */
    private final Map<String, FileTree> added = new LinkedHashMap<>();

    /** Directories whose files are what is seen there, and not what is written there. */
    private final List<String> replaced = new ArrayList<>();

    /** Whether a directory is not where it was: a new one can be that one. */
    private boolean isDirectoryGone;

    private Comparison(Original original, ContainerFiles written, Optional<ContainerFiles> seen) {
        this.original = original;
        this.written = written;
        this.seen = seen;
    }

    /** Of a volume that has all there is. */
    static Comparison of(Original original, ContainerFiles all) {
        Comparison comparison = new Comparison(original, all, Optional.empty());
        comparison.compare();
        return comparison;
    }

    /** Of a volume that is laid over a directory. */
    static Comparison ofOverlay(Original original, ContainerFiles written, ContainerFiles seen) {
        Comparison comparison = new Comparison(original, written, Optional.of(seen));
        comparison.compare();
        return comparison;
    }

    /** By path. */
    List<FileChange> changes() {
        return changes.stream()
                .sorted(Comparator.comparing(change -> change.file().replace('/', '\0')))
                .toList();
    }

    /** What containers see, of files that were changed or added. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(written, "", replaced));
        replaced.forEach(directory -> parts.add(new Part(seen.orElseThrow(), directory, List.of())));
        return parts;
    }

    /**
     * A directory with files.
     *
     * @param except directories in it of which the files are in another part
     */
    record Part(ContainerFiles files, String directory, List<String> except) {
        boolean has(String path) {
            return except.stream().noneMatch(other -> FilePath.isIn(path, other));
        }
    }

    private void compare() {
        FileTree tree = written.tree("");
        if (tree.at("").isPresent()) {
            compare("", tree, seen.isEmpty());
        } else {
            original.at("").ifPresent(before -> note(Kind.DELETED, "", before));
        }
        added.forEach(this::add);
    }

    /** @param isWhole whether the tree has all that is there, and not only what was written */
    private void compare(String path, FileTree tree, boolean isWhole) {
        FileEntry now = tree.at(path).orElseThrow();
        Optional<FileEntry> before = original.at(path);
        boolean wasDirectory = before.filter(FileEntry::isDirectory).isPresent();
        if (now.kind() == FileEntry.Kind.WHITEOUT) {
            before.ifPresent(gone -> note(Kind.DELETED, path, gone));
            isDirectoryGone |= wasDirectory;
        } else if (now.isDirectory() && wasDirectory) {
            compareDirectory(path, before.get(), tree, isWhole);
        } else if (before.isEmpty()) {
            added.put(path, tree);
        } else {
            isDirectoryGone |= wasDirectory;
            noteIfChanged(path, now, before.get());
            tree.children(path).forEach(child -> added.put(child, tree));
        }
    }

    private void compareDirectory(String path, FileEntry before, FileTree tree, boolean isWhole) {
        if (!isWhole && !path.isEmpty() && isReplaced(path, tree)) {
            isDirectoryGone = true;
            FileTree all = replacement(path);
            // Meanwhile it can have been removed, or can have become something else.
            if (all.at(path).isPresent()) {
                compare(path, all, true);
            }
            return;
        }
        noteIfChanged(path, tree.at(path).orElseThrow(), before);
        tree.children(path).forEach(child -> compare(child, tree, isWhole));
        if (isWhole) {
            for (String child : original.children(path)) {
                if (tree.at(child).isEmpty()) {
                    original.at(child).ifPresent(gone -> note(Kind.DELETED, child, gone));
                }
            }
        }
    }

    /** Whether another directory is in place of one: of what was in that, one thing that was not written is not to be seen. */
    private boolean isReplaced(String path, FileTree tree) {
        List<String> before = original.children(path);
        Optional<String> probe =
                before.stream().filter(child -> tree.at(child).isEmpty()).findFirst();
        // Where all was written anew, it makes no difference to what is there now.
        isDirectoryGone |= probe.isEmpty() && !before.isEmpty();
        return probe.isPresent()
                && !isSame(original.at(probe.get()), seen.orElseThrow().at(probe.get()));
    }

    /** A renamed directory can have a file of the same name. */
    private static boolean isSame(Optional<FileEntry> before, Optional<FileEntry> now) {
        return before.isPresent()
                && now.filter(entry -> entry.isLike(before.get())
                                && entry.time() == before.get().time())
                        .isPresent();
    }

    private FileTree replacement(String path) {
        replaced.add(path);
        return seen.orElseThrow().tree(path);
    }

    private void noteIfChanged(String path, FileEntry now, FileEntry before) {
        boolean isSame = now.isLike(before)
                && (now.kind() != FileEntry.Kind.FILE || now.digest().equals(original.digest(path)))
                && original.hasOwnerOf(path, now);
        if (!isSame) {
            note(Kind.CHANGED, path, now);
        }
    }

    /** Of a directory that was renamed, only what was written since is in the volume with that. */
    private void add(String path, FileTree tree) {
        boolean canBeRenamed = isDirectoryGone
                && seen.isPresent()
                && tree.at(path).orElseThrow().isDirectory();
        boolean isSeen = replaced.stream().anyMatch(directory -> FilePath.isIn(path, directory));
        addAll(path, canBeRenamed && !isSeen ? replacement(path) : tree);
    }

    private void addAll(String path, FileTree tree) {
        tree.at(path).filter(entry -> entry.kind() != FileEntry.Kind.WHITEOUT).ifPresent(entry -> {
            // That a volume is there is no change.
            if (!path.isEmpty() || !entry.isDirectory()) {
                note(Kind.ADDED, path, entry);
            }
            tree.children(path).forEach(child -> addAll(child, tree));
        });
    }

    private void note(Kind kind, String path, FileEntry entry) {
        changes.add(new FileChange(kind, path, entry.kind()));
    }
}
