package dev.esb.moved;

import dev.esb.Background;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.StopSwitch;
import dev.esb.environment.ByteSize;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Copies what a container mounts into what another one mounts, with owners, permissions, times and links. Nothing is kept on this machine. Docker
 * locks a container while it is copied from, so that one and the same would wait for itself.
 *
 * <p>Docker refuses links out of the directory that is extracted into, so the archive is extracted in the container's root, and its first name is that
 * of the other mount. Podman, whose archives have no owners, is not asked.
 *
 * @param from which mounts what is copied, and never runs
 * @param to which mounts what gets the copy, and never runs
 * @param number tells apart what one container mounts
 */
record VolumeCopy(Docker docker, String from, String to, int number) {
    private static final int BUFFER = 1 << 20;

    /** More has come than may be copied. */
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Where the container mounts what is copied. */
    static String source(int number) {
        return "/from" + target(number);
    }

    /** Where the container mounts what gets the copy. */
    static String target(int number) {
        return "/esb" + number;
    }

    /**
     * Does it.
     *
     * @throws TooLargeException when there is more than the limit
     * @throws DockerException when the engine cannot read or write it
     */
    void run(ByteSize limit) {
        StopSwitch enough = new StopSwitch();
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        PipedInputStream archive = new PipedInputStream(BUFFER);
        OutputStream pipe = pipeTo(archive);
        CompletableFuture<Void> reading = Background.run(() -> read(new Limited(pipe, limit.bytes()), enough, failure));
        try {
            docker.run(new ContainerCommand.ExtractFrom(to, archive, "/"));
        } catch (RuntimeException e) {
            // An archive that ends early cannot be extracted: what has ended it is the reason.
            RuntimeException reason = failure.get();
            enough.stop();
            close(archive);
            reading.exceptionally(ended -> null).join();
            throw reason == null ? e : reason;
        }
        Background.join(reading);
    }

    private void read(OutputStream pipe, StopSwitch enough, AtomicReference<RuntimeException> failure) {
        try {
            docker.copyOutput(new ContainerCommand.CopyOut(from, source(number)), pipe, enough);
        } catch (RuntimeException e) {
            // Before the archive ends.
            failure.set(e);
            throw e;
        } finally {
            close(pipe);
        }
    }

    private static OutputStream pipeTo(PipedInputStream archive) {
        try {
            return new PipedOutputStream(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Closeable end) {
        try {
            end.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passes on what is written, up to a limit. */
    private static final class Limited extends OutputStream {
        private final OutputStream receiver;
        private long left;

        Limited(OutputStream receiver, long limit) {
            this.receiver = receiver;
            this.left = limit;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new TooLargeException();
            }
            receiver.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            receiver.close();
        }
    }
}
