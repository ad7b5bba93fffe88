package dev.esb.docker;

import dev.esb.CancelledException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;

/**
 * Receives the exit code of a command that commons-exec runs in another thread. Its blocking {@code execute} is not used, because that
 * clears the interrupt flag of the calling thread.
 */
final class ExitCode implements ExecuteResultHandler {
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    @Override
    public void onProcessComplete(int code) {
        exitCode.complete(code);
    }

    @Override
    public void onProcessFailed(ExecuteException e) {
        exitCode.completeExceptionally(e.getCause() == null ? e : e.getCause());
    }

    /**
     * Waits for the end of the command. An interrupt of the calling thread ends the command; the interrupt flag stays set.
     *
     * @param commandLine for the message of the exception
     *
     * @throws IOException when the command could not be started
     * @throws CancelledException when the thread was interrupted, once the command has ended
     */
    int await(StopSwitch stopSwitch, String commandLine) throws IOException {
        boolean interrupted = false;
        while (true) {
            try {
                int code = exitCode.get();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                    throw new CancelledException("while '%s' ran".formatted(commandLine));
                }
                return code;
            } catch (InterruptedException e) {
                interrupted = true;
                stopSwitch.stop();
            } catch (ExecutionException e) {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                if (e.getCause() instanceof IOException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
