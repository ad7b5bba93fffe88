package dev.esb.lifecycle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waiting for work that runs beside. */
final class Waiting {
    private Waiting() {}

    /** The result, or the error itself rather than the wrapper that a future puts around it. */
    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
