package dev.esb.changes;

import dev.esb.archive.TarEntry;
import dev.esb.archive.TarReader;
import dev.esb.archive.TarVisitor;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.FirstEntry;
import dev.esb.docker.StopSwitch;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the files of a directory of a container, whether it runs or not.
 *
 * @param container its id or name
 * @param directory the absolute path of the directory
 */
record ContainerFiles(Docker docker, String container, String directory) {
    /** As Docker and Podman say it; the last one of what is below a file. */
    private static final String MISSING = "(?s).*(could not find|no such file|not a directory|could not be found).*";

    /** The files of a directory in it. */
    ContainerFiles in(String name) {
        return new ContainerFiles(docker, container, directory + "/" + name);
    }

    /** What is at a path; with Docker, that is no more than its first block. */
    Optional<FileEntry> at(String path) {
        try {
            return FirstEntry.of(docker, container, command(path).path(), entry -> true)
                    .map(entry -> FileEntry.of(entry, ""));
        } catch (DockerException e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All that is at a path, and below it if it is a directory; empty where nothing is there. The paths are those from the directory. */
    FileTree tree(String path) {
        FileTree tree = new FileTree();
        List<String> hardLinks = new ArrayList<>();
        visit(path, (found, entry) -> {
            if (entry.isHardLink()) {
                hardLinks.add(found);
            }
            return added(tree, found, entry);
        });
        // By itself, it is a file with a content.
        hardLinks.forEach(link -> visit(link, (found, entry) -> added(tree, found, entry)));
        return tree;
    }

    private static OutputStream added(FileTree tree, String path, TarEntry entry) {
        FileEntry read = FileEntry.of(entry, "");
        tree.add(path, read);
        return read.kind() == FileEntry.Kind.FILE
                ? ContentDigest.into(digest -> tree.add(path, FileEntry.of(entry, digest)))
                : OutputStream.nullOutputStream();
    }

    /** Gets each entry with its path from the directory. */
    interface Visitor {
        /** @return gets the entry's content, and is closed then */
        OutputStream entry(String path, TarEntry entry);
    }

    /**
     * Hands over all that is at a path, and below it if it is a directory; nothing where nothing is there.
     *
     * @throws dev.esb.EsbException when the engine names what is elsewhere
     */
    void visit(String path, Visitor visitor) {
        TarVisitor named = entry -> visitor.entry(below(path, entry.name()), entry);
        TarReader reader = new TarReader(named);
        try {
            docker.copyOutput(command(path), reader, new StopSwitch());
        } catch (DockerException e) {
            if (isMissing(e)) {
                return;
            }
            throw e;
        }
        reader.requireComplete();
    }

    private static String below(String path, String name) {
        String rest = FilePath.ofEntry(name);
        return rest.isEmpty() ? path : FilePath.child(path, rest);
    }

    private ContainerCommand.CopyOut command(String path) {
        return new ContainerCommand.CopyOut(container, path.isEmpty() ? directory : directory + "/" + path);
    }

    private static boolean isMissing(DockerException e) {
        return e.errorOutput().toLowerCase(Locale.ROOT).matches(MISSING);
    }
}
