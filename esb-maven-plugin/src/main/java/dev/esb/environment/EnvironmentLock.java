package dev.esb.environment;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Sleep;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one thread of one process at a time create an environment's directories and certificates, restart its containers, or
 * take the environment down.
 *
 * <p>The watchdog of a killed build takes an environment down while the next build with that name may already bring it up. Code that runs
 * under this lock therefore has to read again who owns the environment; otherwise it could remove what the other process has created in
 * the meantime.
 *
 * <p>All environments of a user share one lock file, {@code ~/.esb/.lock}, which is never deleted. Each environment locks one byte of it,
 * at the position that the hash of its name gives. The operating system holds the locks, so a lock ends with its process, also when that is
 * killed. No code holds two locks at once, so two names with the same hash can wait for each other, but not deadlock.
 */
public final class EnvironmentLock {
    /** How long the work of another process on an environment may take, apart from the grace period of containers. */
    public static final Duration LONGEST_WORK = Duration.ofMinutes(2);

    private static final String FILE = ".lock";
    private static final Duration INTERVAL = Duration.ofMillis(50);

    /**
     * The open lock files, by {@link BasicFileAttributes#fileKey()}. They are never closed: when a process closes any channel of a file, it
     * loses all its locks on that file (fcntl(2)).
     */
    static final Map<Object, FileChannel> CHANNELS = new ConcurrentHashMap<>();

    private EnvironmentLock() {}

    /** The work that is done while the lock is held. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Does work that no other thread or process may do for the same environment at the same time. The work must not take another lock.
     *
     * @param timeout how long to wait for the lock
     * @throws EsbException when another thread or process still has it after that time, or the file system has no locks
     * @throws dev.esb.CancelledException when the thread is interrupted while it waits
     * @throws IOException when the lock file cannot be made or opened, or by the work
     */
    public static <T> T whileHeld(Directories directories, Duration timeout, Work<T> work) throws IOException {
        FileLock lock = acquire(directories, timeout);
        try {
            return work.run();
        } finally {
            lock.release();
        }
    }

    /**
     * Makes the lock file if it is missing, opens it, and looks whether it can be locked.
     *
     * @throws IOException when it cannot be made or opened for writing
     * @throws EsbException when it cannot be locked
     */
    static void prepare(Directories directories) throws IOException {
        Path file = file(directories);
        Optional<FileLock> lock = tryLock(file, channel(file), position(directories));
        if (lock.isPresent()) {
            lock.get().release();
        }
    }

    /**
     * Looks whether files in a directory can be locked, with one that it makes and removes again.
     *
     * @param home {@code esb.home}; where it is missing, nothing is tried
     * @throws IOException when the lock file is there and cannot be opened for writing
     * @throws EsbException when files cannot be locked
     */
    static void tryFile(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            return;
        }
        Path own = home.resolve(FILE);
        if (Files.exists(own) && !Files.isWritable(own)) {
            throw new AccessDeniedException(own.toString());
        }
        // Not the lock file: when its channel is closed, this process loses the locks that it has on it.
        Path file = Files.createTempFile(home, FILE, ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            tryLock(own, channel, 0);
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Whether another thread or process of this user works on the environment at this moment: it takes it down, restarts it, or begins to bring
     * it up. Makes no file. Also false where that cannot be found out.
     */
    public static boolean isHeld(Directories directories) {
        Path file = file(directories);
        if (Files.notExists(file)) {
            return false;
        }
        try {
            Optional<FileLock> lock = tryLock(file, channel(file), position(directories));
            if (lock.isPresent()) {
                lock.get().release();
            }
            return lock.isEmpty();
        } catch (IOException | EsbException e) {
            return false;
        }
    }

    private static Path file(Directories directories) {
        return directories.config().toAbsolutePath().resolveSibling(FILE);
    }

    private static FileLock acquire(Directories directories, Duration timeout) throws IOException {
        Path file = file(directories);
        FileChannel channel = channel(file);
        String environment = directories.config().getFileName().toString();
        long position = position(directories);
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Optional<FileLock> lock = tryLock(file, channel, position);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() > deadline) {
                throw new EsbException(
                        "Another process is at work on the environment '%s', and not done after %s s. Try again later; on Linux, 'lslocks' names the process, which holds the byte %s of '%s'."
                                .formatted(environment, timeout.toSeconds(), position, file));
            }
            Sleep.SYSTEM.sleep(INTERVAL);
        }
    }

    private static long position(Directories directories) {
        // The API documentation specifies String.hashCode(), so it is the same in every process.
        return directories.config().getFileName().toString().hashCode() & Integer.MAX_VALUE;
    }

    private static Optional<FileLock> tryLock(Path file, FileChannel channel, long position) {
        try {
            return Optional.ofNullable(channel.tryLock(position, 1, false));
        } catch (OverlappingFileLockException e) {
            // Another thread of this JVM has it.
            return Optional.empty();
        } catch (IOException e) {
            throw new EsbException(
                    "The file '%s' cannot be locked: %s.".formatted(file, FileProblem.of(e, file)),
                    "Network file systems such as NFS can be without locks; name a directory on a local disk: -Desb.home=DIRECTORY",
                    e);
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        // Several class loaders of a JVM can each have loaded this class. Interned strings are the same for all of
        // them.
        synchronized ((EnvironmentLock.class.getName() + file).intern()) {
            if (Files.notExists(file)) {
                PrivateFiles.createDirectory(file.getParent());
                PrivateFiles.createIfAbsent(file);
            }
            // By its key and not by its path, because the file may have been deleted and created again.
            Object identity = Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class)
                            .fileKey())
                    .orElse(file);
            FileChannel channel = CHANNELS.get(identity);
            if (channel == null) {
                channel = FileChannel.open(file, StandardOpenOption.WRITE);
                CHANNELS.put(identity, channel);
                keepReachable(channel);
            }
            return channel;
        }
    }

    /**
     * Keeps the garbage collector from closing the channel. In a Maven daemon, a plugin's classes can be collected while the JVM goes on; a
     * registered shutdown hook is always reachable.
     */
    private static void keepReachable(FileChannel channel) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(channel::isOpen, "esb-lock"));
        } catch (IllegalStateException e) {
            // The JVM is shutting down, and the channel is of no use afterwards.
        }
    }
}
