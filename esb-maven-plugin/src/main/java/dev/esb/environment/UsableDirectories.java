package dev.esb.environment;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Checks that the directories of an environment can be made and written, before anything is made on the engine that would have to be taken
 * back. It tries: as root, permissions do not tell, and on a read-only file system or in {@code /proc} nothing else does.
 */
public record UsableDirectories(Directories directories) {

    /**
     * Makes {@code esb.home} with its lock file, if they are missing.
     *
     * @throws EsbException when no files can be made in it, or in the environment's own directory there
     */
    public void requireHome() {
        requireLock();
        try {
            requireOwn(directories.config());
        } catch (IOException e) {
            throw unusableHome(home(), e);
        }
    }

    /**
     * Makes {@code esb.home} with its lock file, if they are missing. That is enough to take an environment down.
     *
     * @throws EsbException when no files can be made in it
     */
    public void requireLock() {
        Path home = home();
        try {
            requireDirectory(home);
            EnvironmentLock.prepare(directories);
        } catch (IOException e) {
            throw unusableHome(home, e);
        }
    }

    private Path home() {
        return directories.config().toAbsolutePath().getParent();
    }

    /** Containers can have given it to another user: what is in it is theirs, and nothing more of this user's has to be made there. */
    private static void requireOwn(Path own) throws IOException {
        if (!MarkedDirectory.isClosed(own) && !MarkedDirectory.isOne(own)) {
            requireDirectory(own);
        }
    }

    /**
     * Checks, and makes nothing.
     *
     * @throws EsbException when a file is where {@code esb.home} should be
     */
    public static void refuseFileAsHome(Path home) {
        if (Files.exists(home) && !Files.isDirectory(home)) {
            throw unusableHome(home, new FileAlreadyExistsException(home.toString()));
        }
    }

    /**
     * Tries what environments need of {@code esb.home}, and leaves nothing there: files can be made, and locked. Of a directory that is
     * missing, it tries the one above.
     *
     * @throws EsbException when they cannot
     */
    public static void tryHome(Path home) {
        try {
            tryAsItIs(home);
            EnvironmentLock.tryFile(home);
        } catch (IOException e) {
            throw unusableHome(home, e);
        }
    }

    /** As {@link #tryHome}, for the directory in which each environment has one for its sockets. */
    public static void trySockets(Path sockets) {
        try {
            tryAsItIs(sockets);
        } catch (IOException e) {
            throw unusableSockets(sockets, e);
        }
    }

    private static void tryAsItIs(Path directory) throws IOException {
        Path there = directory.toAbsolutePath();
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            if (there.getParent() == null) {
                // A drive of Windows that is not there.
                throw new NoSuchFileException(there.toString());
            }
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw new FileAlreadyExistsException(there.toString());
        }
        tryToWrite(there);
    }

    /**
     * Makes the directory for the rendered file, results and logs.
     *
     * @throws EsbException when no files can be made in it
     */
    public void requireOutput() {
        Path output = directories.output();
        try {
            Files.createDirectories(output);
            tryToWrite(output);
        } catch (IOException e) {
            throw unusable(
                    output,
                    "project.build.directory",
                    FileProblem.of(e, output),
                    "name another build directory in the pom, or run Maven in a copy of the project that you own",
                    e);
        }
    }

    /**
     * Makes the directory in which each environment has one for its sockets.
     *
     * @throws EsbException when no files can be made in it
     */
    public void requireSockets() {
        Path parent = directories.sockets().toAbsolutePath().getParent();
        try {
            PrivateFiles.createDirectory(parent);
            tryToWrite(parent);
            requireOwn(directories.sockets());
        } catch (IOException e) {
            throw unusableSockets(parent, e);
        }
    }

    /** A directory that is missing is as good as one that can be written: what is above it was tried. */
    private static void requireDirectory(Path directory) throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(directory)) {
            throw new FileAlreadyExistsException(directory.toString());
        }
        if (Files.exists(directory) && !Files.isWritable(directory)) {
            // Says why: the permissions, or the file system.
            tryToWrite(directory);
        }
    }

    private static void tryToWrite(Path directory) throws IOException {
        Files.delete(Files.createTempFile(directory, ".esb", ".tmp"));
    }

    private static EsbException unusableHome(Path home, IOException e) {
        return unusable(home, "esb.home", FileProblem.of(e, home), "name another one: -Desb.home=DIRECTORY", e);
    }

    private static EsbException unusableSockets(Path parent, IOException e) {
        return unusable(
                parent,
                "ESB_SOCKET_DIR",
                FileProblem.of(e, parent),
                "set the variable XDG_RUNTIME_DIR to another directory of your own; root always has /var/run",
                e);
    }

    private static EsbException unusable(
            Path directory, String parameter, String reason, String wayOut, IOException e) {
        return new EsbException(
                "The directory '%s' (%s) cannot be used: %s.".formatted(directory, parameter, reason),
                "Make it a directory in which '%s' can make files, or %s."
                        .formatted(System.getProperty("user.name"), wayOut),
                e);
    }
}
