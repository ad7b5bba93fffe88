package dev.esb.doctor;

import dev.esb.CancelledException;
import dev.esb.EsbException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The moment up to which answers are waited for: an engine, or a disk of another machine, can be there and never answer.
 *
 * @param limit how long from the start
 * @param end as {@link System#nanoTime} has it
 */
record Deadline(Duration limit, long end) {

    /** What to say of an answer that does not come. */
    record Late(String problem, String advice) {}

    static Deadline in(Duration limit) {
        return new Deadline(limit, System.nanoTime() + limit.toNanos());
    }

    /**
     * Waits for an answer.
     *
     * @param otherwise what is wrong where there is none, as the beginning of a sentence, and what to do
     * @throws EsbException when there is none in time
     * @throws RuntimeException what the work threw
     */
    <T> T await(CompletableFuture<T> answer, Late otherwise) {
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new EsbException(
                    "%s within %s s.".formatted(otherwise.problem(), limit.toSeconds()), otherwise.advice(), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("while the machine was looked at");
        }
    }
}
