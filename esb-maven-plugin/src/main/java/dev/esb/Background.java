package dev.esb;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Work in threads beside the caller's, most of it waiting for other processes. */
public final class Background {
    // Not the common pool: it has few threads, and other code in the build's JVM keeps them busy.
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "esb");
        thread.setDaemon(true);
        return thread;
    });

    private Background() {}

    /** Starts the work in a thread of its own. */
    public static <T> CompletableFuture<T> start(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREADS);
    }

    /** Waits for the result; throws the error of the work itself, not the wrapper that a future puts around it. */
    public static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * Runs work that has to be completed even when the calling thread is interrupted, such as taking an environment down. The caller
     * waits for the end of the work; its interrupt flag is set afterwards if it was set before or an interrupt came meanwhile.
     */
    public static <T> T uninterruptibly(Supplier<T> work) {
        // In another thread, which nobody interrupts: a command that runs in an interrupted thread is ended.
        // CompletableFuture.join() ignores interrupts and leaves the flag as it is.
        return join(start(work));
    }
}
