package dev.esb;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Runs work in threads other than the caller's. Most of that work waits for other processes. */
public final class Background {
    // Not the common pool: it has few threads, and other code in the build's JVM keeps them busy.
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "esb");
        thread.setDaemon(true);
        return thread;
    });

    private Background() {}

    /**
     * Starts the work in another thread.
     *
     * @return the work's result; {@link #join} waits for it
     */
    public static <T> CompletableFuture<T> start(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREADS);
    }

    /** Starts work that has no result in another thread. */
    public static CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, THREADS);
    }

    /**
     * Waits for the result. An interrupt does not end the wait.
     *
     * @throws RuntimeException what the work threw, without the {@link CompletionException} that a future puts around it
     */
    public static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * Waits for all of them, also where one fails. An interrupt does not end the wait.
     *
     * @throws RuntimeException what the first of those threw that have failed
     */
    public static void joinAll(List<? extends CompletableFuture<?>> futures) {
        futures.forEach(future -> future.handle((result, failure) -> null).join());
        futures.forEach(Background::join);
    }

    /**
     * Runs work that has to be completed even when the calling thread is interrupted, such as taking an environment down. Returns when
     * the work has ended. The calling thread's interrupt flag is then set if it was set before the call or if the thread was interrupted
     * during the work.
     */
    public static <T> T uninterruptibly(Supplier<T> work) {
        // DockerCli ends a command whose thread is interrupted, so the work needs a thread that no code interrupts.
        // CompletableFuture.join() ignores interrupts and leaves the flag as it is.
        return join(start(work));
    }
}
