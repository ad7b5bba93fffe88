package dev.esb.environment;

import dev.esb.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Lets one process at a time take an environment down, or make its directories.
 *
 * <p>A build that was killed leaves a watchdog, and the next build with that name may come before the watchdog is done. Whoever of the
 * two is later has to look again who owns the environment: it would take away what the next build has brought up by then. Likewise,
 * whoever removes a directory because nobody has the environment must not see it claimed between the look and the removal.
 *
 * <p>The lock is one of the operating system's on a file, so it ends with the process that holds it, in whatever way. The file is
 * there only as long as somebody has the lock or waits for it.
 */
public final class EnvironmentLock implements AutoCloseable {
    static final String SUFFIX = ".lock";

    private static final long INTERVAL_MILLIS = 50;

    /** Beyond what is written, so that the file can be read where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** Within one process, the operating system's locks do not keep threads apart. */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final byte[] mark;

    /** All of the file, open until the end: to close one of them would give the lock back (fcntl(2)). */
    private final List<FileChannel> channels = new ArrayList<>();

    private EnvironmentLock(Path file) {
        this.file = file;
        this.mark = "process %d %s%n"
                .formatted(ProcessHandle.current().pid(), UUID.randomUUID())
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Waits until nobody else has it.
     *
     * @param patience how long to wait
     * @throws Problem when somebody else is not done by then
     * @throws IOException when the file cannot be written
     */
    public static EnvironmentLock acquire(Directories directories, Duration patience) throws IOException {
        Path file = directories.lock().toAbsolutePath();
        OwnFiles.createDirectory(file.getParent());
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<EnvironmentLock> lock = tryAcquire(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() > deadline) {
                throw new Problem("Another process is at work on it, and not done after %d s (it holds '%s')"
                        .formatted(patience.toSeconds(), file));
            }
            pause();
        }
    }

    /** Whether a file is such a lock, and its process was killed before it could remove it. Also removes it, if that is so. */
    public static boolean isAbandoned(Path file, boolean remove) throws IOException {
        if (!file.getFileName().toString().endsWith(SUFFIX) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Optional<EnvironmentLock> lock = tryAcquire(file.toAbsolutePath());
        if (lock.isPresent()) {
            if (remove) {
                lock.get().close();
            } else {
                lock.get().closeAll();
            }
        }
        return lock.isPresent();
    }

    private static Optional<EnvironmentLock> tryAcquire(Path file) throws IOException {
        synchronized (HELD) {
            if (!HELD.add(file)) {
                return Optional.empty();
            }
        }
        EnvironmentLock lock = new EnvironmentLock(file);
        boolean acquired = false;
        try {
            acquired = lock.isLocked() && lock.isStillThere();
            return acquired ? Optional.of(lock) : Optional.empty();
        } finally {
            if (!acquired) {
                lock.closeAll();
            }
        }
    }

    private boolean isLocked() throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channels.add(channel);
        if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
            return false;
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(mark));
        return true;
    }

    /** Whoever had the lock before has removed the file with it: then this is a lock on something that nobody else finds. */
    private boolean isStillThere() throws IOException {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            channels.add(channel);
            ByteBuffer found = ByteBuffer.allocate(mark.length);
            channel.read(found, 0);
            return Arrays.equals(found.array(), mark);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(file);
        } finally {
            closeAll();
        }
    }

    private void closeAll() throws IOException {
        try {
            for (FileChannel channel : channels) {
                channel.close();
            }
        } finally {
            synchronized (HELD) {
                HELD.remove(file);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(INTERVAL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem("Interrupted while another process is at work on the environment.", e);
        }
    }
}
