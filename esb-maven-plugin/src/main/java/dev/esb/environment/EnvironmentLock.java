package dev.esb.environment;

import dev.esb.EsbException;
import dev.esb.Sleep;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets one thread of one process at a time make an environment's directories and certificates, or take the environment down.
 *
 * <p>A build that was killed leaves a watchdog, and the next build with that name may come before the watchdog is done. The later of the
 * two has to look again who owns the environment, or it would take away what the other has brought up by then.
 *
 * <p>All environments of a user share one lock file, {@code ~/.esb/.lock}, which stays. Of it, each locks the byte that the hash of its
 * name gives. The locks are the operating system's, so they end with the process, in whatever way it ends. No code holds two of them,
 * so two names with one hash wait for each other and no more.
 */
public final class EnvironmentLock {
    private static final String FILE = ".lock";
    private static final Duration INTERVAL = Duration.ofMillis(50);

    /**
     * The open lock files, by what identifies a file on this machine. None is ever closed: to close any channel of a file would give
     * back all locks that this process has on the file (fcntl(2)).
     */
    private static final Map<Object, FileChannel> CHANNELS = new HashMap<>();

    private EnvironmentLock() {}

    /** What is done while the lock is held. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Does work that no other thread or process may do for the same environment at the same time. The work must not ask for another lock.
     *
     * @param patience how long to wait for the lock
     * @throws EsbException when another thread or process still has it by then
     * @throws IOException when the lock file cannot be made or opened, or by the work
     */
    public static <T> T whileHeld(Directories directories, Duration patience, Work<T> work) throws IOException {
        FileLock lock = acquire(directories, patience);
        try {
            return work.run();
        } finally {
            lock.release();
        }
    }

    private static FileLock acquire(Directories directories, Duration patience) throws IOException {
        Path file = directories.config().toAbsolutePath().resolveSibling(FILE);
        FileChannel channel = channel(file);
        // String.hashCode() is specified, so it is the same in every process.
        long position = directories.config().getFileName().toString().hashCode() & Integer.MAX_VALUE;
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<FileLock> lock = tryLock(channel, position);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() > deadline) {
                throw new EsbException(
                        "Another process is at work on it, and not done after %d s (it holds byte %d of '%s'; 'lslocks' names it)"
                                .formatted(patience.toSeconds(), position, file));
            }
            Sleep.SYSTEM.sleep(INTERVAL);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel, long position) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(position, 1, false));
        } catch (OverlappingFileLockException e) {
            // Another thread of this JVM has it.
            return Optional.empty();
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        // A JVM can have this class more than once, loaded by different class loaders. Strings they have in common.
        synchronized ((EnvironmentLock.class.getName() + file).intern()) {
            if (Files.notExists(file)) {
                PrivateFiles.createDirectory(file.getParent());
                PrivateFiles.createIfAbsent(file);
            }
            // By identity, because the file may have been deleted and made anew since.
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

    /** A channel that the garbage collector finds is closed; in a Maven daemon, a plugin's classes go before the JVM does. */
    private static void keepReachable(FileChannel channel) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(channel::isOpen, "esb-lock"));
        } catch (IllegalStateException e) {
            // The JVM is ending: it will not be collected any more.
        }
    }
}
