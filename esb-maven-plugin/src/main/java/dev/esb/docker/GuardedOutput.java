package dev.esb.docker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Hands the output of a process on, byte for byte, until its receiver fails. Then the command is ended. */
final class GuardedOutput extends OutputStream {
    private final OutputStream receiver;
    private final StopSwitch stopSwitch;
    private RuntimeException failure;

    GuardedOutput(OutputStream receiver, StopSwitch stopSwitch) {
        this.receiver = receiver;
        this.stopSwitch = stopSwitch;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (failure != null) {
            // It is still read, because a process cannot end while its output is not read.
            return;
        }
        try {
            receiver.write(bytes, offset, length);
        } catch (IOException e) {
            fail(new UncheckedIOException(e));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Throws what the receiver threw. It was thrown in commons-exec's reading thread, where no code catches it. */
    synchronized void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    private void fail(RuntimeException e) {
        failure = e;
        stopSwitch.stop();
    }
}
