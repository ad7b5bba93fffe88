package dev.esb.lifecycle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Waiting for work that runs beside, and for time to pass. */
final class Waiting {
    // Not the common pool, which is small, and busy with the work of others in a build.
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "esb");
        thread.setDaemon(true);
        return thread;
    });

    private Waiting() {}

    /** Work that runs beside, mostly waiting for another process. */
    static <T> CompletableFuture<T> async(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREADS);
    }

    /** The result, or the error itself rather than the wrapper that a future puts around it. */
    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** A pause that ends early, as a failure, when the thread is interrupted. */
    static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", e);
        }
    }
}
