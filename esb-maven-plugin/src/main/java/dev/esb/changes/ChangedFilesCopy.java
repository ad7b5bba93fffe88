package dev.esb.changes;

import dev.esb.archive.TarEntry;
import dev.esb.changes.Comparison.Part;
import dev.esb.changes.FileChange.Kind;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Copies the files that containers have changed or added into a directory: those of a path below the stack's directory by the path from there, any
 * other by its whole path, and those of a volume that is made outside the stack by its name below {@code _volumes}.
 */
final class ChangedFilesCopy {
    /** In the directory, above those of volumes that are made outside the stack. */
    private static final String VOLUMES = "_volumes";

    private final CopyTarget target;
    private final Optional<Path> stack;
    private int count;

    /** @param stack the directory of the stack, if it is known */
    ChangedFilesCopy(CopyTarget target, Optional<Path> stack) {
        this.target = target;
        this.stack = stack;
    }

    /** How many files and links there are so far. */
    int count() {
        return count;
    }

    void add(PathChanges changes) {
        Set<String> wanted = new HashSet<>();
        changes.changes().stream()
                .filter(change -> change.kind() != Kind.DELETED)
                .forEach(change -> wanted.add(change.file()));
        if (!wanted.isEmpty()) {
            String place = changes.path().map(this::place).orElseGet(() -> FilePath.join(VOLUMES, changes.source()));
            changes.parts().forEach(part -> add(part, wanted, place));
        }
    }

    private void add(Part part, Set<String> wanted, String place) {
        List<String> hardLinks = new ArrayList<>();
        part.files().visit(part.directory(), (path, entry) -> {
            if (!part.has(path) || !wanted.contains(path)) {
                return OutputStream.nullOutputStream();
            }
            if (entry.isHardLink()) {
                hardLinks.add(path);
                return OutputStream.nullOutputStream();
            }
            return add(FilePath.join(place, path), entry);
        });
        // The file with the content need not be among those that are copied.
        hardLinks.forEach(path -> part.files().visit(path, (found, entry) -> add(FilePath.join(place, found), entry)));
    }

    private OutputStream add(String path, TarEntry entry) {
        switch (FileEntry.of(entry, "").kind()) {
            case FILE -> {
                count++;
                return target.addFile(path, entry.header().mode());
            }
            case LINK -> {
                count++;
                target.addLink(path, entry.link());
            }
            case DIRECTORY -> target.addDirectory(path, entry.header().mode());
            case OTHER, WHITEOUT -> {}
        }
        return OutputStream.nullOutputStream();
    }

    /** Of what is at a path; empty for the stack's directory itself. */
    private String place(Path path) {
        Path from = stack.filter(path::startsWith).orElse(path.getRoot());
        return from.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
