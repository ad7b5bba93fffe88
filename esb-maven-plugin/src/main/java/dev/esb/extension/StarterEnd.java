package dev.esb.extension;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;

/**
 * Ends this process when the one that has started it ends, however that happens: the system then closes the pipe that is the standard input.
 * The shutdown hooks run, which take the environment down.
 */
final class StarterEnd implements Runnable {
    /** As after Ctrl-C. */
    private static final int INTERRUPTED = 130;

    /** Returns at once. */
    static void watch() {
        Thread thread = new Thread(new StarterEnd(), "esb-starter-end");
        thread.setDaemon(true);
        thread.start();
    }

    /** Not System.in, which Maven may have replaced. Not closed either: that would close the input of other code. */
    @Override
    @SuppressWarnings("resource")
    public void run() {
        FileInputStream input = new FileInputStream(FileDescriptor.in);
        try {
            while (input.read() >= 0) {
                // The starter writes nothing.
            }
        } catch (IOException e) {
            // The same as its end.
        }
        System.err.println("[ERROR] The process that has started this build has ended, and so does this one.");
        System.exit(INTERRUPTED);
    }
}
