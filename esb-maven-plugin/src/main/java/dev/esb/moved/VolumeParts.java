package dev.esb.moved;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.StopSwitch;
import dev.esb.environment.ByteSize;
import dev.esb.environment.PathCopy;
import dev.esb.environment.PathMove;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Adds files and directories to the volumes of a container that was created for that. Does not touch what is there, unless each {@code up} renews it. */
final class VolumeParts {
    /** In bytes, from which on a copy can take seconds. */
    private static final long LARGE = 10_000_000;

    private final Docker docker;
    private final String container;
    private final boolean isPodman;
    private final Reporter reporter;
    /** Paths in the container that are known to be there. */
    private final Set<Path> known = new HashSet<>();

    /** Paths in the container of directories of which all was copied. */
    private final Set<Path> trees = new HashSet<>();

    VolumeParts(Docker docker, String container, boolean isPodman, Reporter reporter) {
        this.docker = docker;
        this.container = container;
        this.isPodman = isPodman;
        this.reporter = reporter;
    }

    /**
     * Adds a part: a file with its content, owner and permissions, a directory with all that is in it, or an empty directory. Directories that
     * are not copied are made as the engine makes one that is missing on the host: of root, 0755.
     *
     * @param mount where the volume is in the container
     * @param isNew whether the volume was empty before the first part
     */
    void add(PathMove move, String mount, String subpath, boolean isNew) {
        Path volume = Path.of(mount);
        Path part = volume.resolve(subpath);
        known.add(volume);
        if (isInTree(move, part)) {
            return;
        }
        // What is in a tree is not known one by one.
        boolean isEmpty = isNew && trees.stream().noneMatch(part::startsWith);
        boolean isCopied = move.isFile() || move.copy().isPresent();
        addDirectories(isCopied && !part.equals(volume) ? part.getParent() : part, isEmpty);
        if (isCopied && (isRenewed(move) || isMissing(part, volume, isEmpty))) {
            copy(move, part);
        }
    }

    private boolean isInTree(PathMove move, Path part) {
        return move.copy().isPresent() && trees.stream().anyMatch(tree -> part.startsWith(tree) && !part.equals(tree));
    }

    private static boolean isRenewed(PathMove move) {
        return move.copy().filter(PathCopy::isRenewed).isPresent();
    }

    private boolean isMissing(Path part, Path volume, boolean isEmpty) {
        return part.equals(volume) ? isEmpty : !isThere(part, isEmpty);
    }

    private void copy(PathMove move, Path part) {
        move.copy()
                .map(PathCopy::bytes)
                .filter(bytes -> bytes >= LARGE)
                .ifPresent(bytes -> reporter.info(
                        "Copying '%s' (%s) to the engine".formatted(move.written(), new ByteSize(bytes))));
        try {
            if (move.isFile()) {
                docker.run(new ContainerCommand.CopyInto(container, move.written(), text(part)));
            } else {
                docker.run(new ContainerCommand.CopyTree(container, move.written(), text(part), isPodman));
                trees.add(part);
            }
        } catch (DockerException e) {
            throw isOfFullDisk(e) ? tooLarge(move, e) : e;
        }
        known.add(part);
    }

    /** Whether the engine has no room for what it was to write. */
    static boolean isOfFullDisk(DockerException e) {
        return e.errorOutput()
                .toLowerCase(Locale.ROOT)
                .matches("(?s).*(no space left on device|disk quota exceeded).*");
    }

    private static EsbException tooLarge(PathMove move, DockerException cause) {
        String size = move.copy()
                .map(copy -> " (%s)".formatted(new ByteSize(copy.bytes())))
                .orElse("");
        return new EsbException(
                "There is no room on the engine's disk for a copy of '%s'%s, with which the environment has to begin."
                        .formatted(move.written(), size),
                "Make room there ('docker system df' says what takes it), or let all environments use the path together: -Desb.share="
                        + move.written(),
                cause);
    }

    /** From the first one on that is missing. To copy one onto another that is there would change its owner and permissions. */
    private void addDirectories(Path directory, boolean isNew) {
        if (isThere(directory, isNew)) {
            return;
        }
        Path first = directory;
        known.add(directory);
        while (!isThere(first.getParent(), isNew)) {
            first = first.getParent();
            known.add(first);
        }
        Path parent = first.getParent();
        DirectoryArchive archive = new DirectoryArchive();
        for (int names = parent.getNameCount() + 1; names <= directory.getNameCount(); names++) {
            archive.add(text(parent.relativize(parent.getRoot().resolve(directory.subpath(0, names)))));
        }
        docker.run(new ContainerCommand.ExtractInto(container, archive.text(), text(parent)));
    }

    private boolean isThere(Path path, boolean isNew) {
        if (known.contains(path)) {
            return true;
        }
        if (isNew || !isInContainer(path)) {
            return false;
        }
        known.add(path);
        return true;
    }

    /** There is no command that only asks; this one is ended as soon as it has an answer, which can be large. */
    private boolean isInContainer(Path path) {
        AtomicBoolean isThere = new AtomicBoolean();
        StopSwitch enough = new StopSwitch();
        try {
            docker.stream(
                    new ContainerCommand.CopyOut(container, text(path)),
                    line -> {
                        // A tar archive begins with the first one's name and zeros; lines of errors have none.
                        if (line.indexOf('\0') >= 0) {
                            isThere.set(true);
                            enough.stop();
                        }
                    },
                    enough);
        } catch (DockerException e) {
            if (!isThere.get()
                    && !e.errorOutput().toLowerCase(Locale.ROOT).matches("(?s).*(could not find|no such file).*")) {
                throw e;
            }
        }
        return isThere.get();
    }

    private static String text(Path path) {
        return path.toString().replace('\\', '/');
    }
}
