package dev.esb.tls;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** Lets one thread of one process at a time work in a directory. */
final class DirectoryLock {

    private static final String FILE = ".lock";

    private DirectoryLock() {}

    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T whileHeld(PrivateDirectory directory, Work<T> work) throws IOException {
        // A file lock is the process's, not the thread's: a second thread may not ask for it, and would lose the first
        // one's lock by closing its own channel. So threads queue here first. On an interned string, because a build
        // can have this class loaded more than once, which then share neither statics nor class objects.
        String monitor = (DirectoryLock.class.getName() + ":" + directory.path().toRealPath()).intern();
        synchronized (monitor) {
            try (FileChannel channel = directory.openOrCreate(FILE)) {
                // Released when the channel closes. The file stays: who deletes it takes it from under a waiting one.
                channel.lock();
                return work.run();
            }
        }
    }
}
