package dev.esb.lifecycle;

import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A command that runs on the host, with nothing to read on its standard input. It and what it has started end with a time limit, with an
 * interrupt of the thread that waits for it, and with this JVM.
 *
 * @param words the command and its arguments
 * @param directory the working directory
 * @param variables environment variables, in addition to those of this process
 * @param timeout how long it may run, and its output stay open
 */
record HostCommand(List<String> words, Path directory, Map<String, String> variables, Duration timeout) {
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How often the processes that run are looked at. */
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** The words with the program in its place: a relative path of it is resolved against the directory. */
    static List<String> inDirectory(List<String> words, Path directory) {
        List<String> resolved = new ArrayList<>(words);
        String program = words.get(0);
        if (program.contains("/") || program.contains("\\")) {
            resolved.set(0, directory.resolve(program).normalize().toString());
        }
        return resolved;
    }

    /**
     * Runs the command.
     *
     * @param lines receives its standard output and error output, in another thread
     * @return the exit code; empty when the time was over
     * @throws IOException when the command cannot be started
     * @throws CancelledException when the calling thread was interrupted, once the command has ended
     * @throws EsbException when the JVM is ending
     */
    OptionalInt run(Consumer<String> lines) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Programs.ofThisMachine().command(words))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(variables);
        long start = System.nanoTime();
        Process process = builder.start();
        ProcessTree tree = new ProcessTree(process.toHandle(), GRACE);
        EndsWithJvm end = new EndsWithJvm(tree);
        try {
            process.getOutputStream().close();
            Thread reader = read(process, lines);
            while (System.nanoTime() - start < timeout.toNanos()) {
                if (process.waitFor(INTERVAL.toMillis(), TimeUnit.MILLISECONDS) && hasEnded(reader)) {
                    return OptionalInt.of(process.exitValue());
                }
                tree.look();
            }
            tree.end();
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            tree.end();
            Thread.currentThread().interrupt();
            throw new CancelledException("while '%s' ran".formatted(String.join(" ", words)));
        } finally {
            end.close();
        }
    }

    /** Not joined without limit: a process that the command has left in the background can hold the output open. */
    private static boolean hasEnded(Thread reader) throws InterruptedException {
        reader.join(INTERVAL.toMillis());
        return !reader.isAlive();
    }

    private static Thread read(Process process, Consumer<String> lines) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader output = process.inputReader()) {
                        output.lines().forEach(lines);
                    } catch (IOException | UncheckedIOException e) {
                        // The JDK closes the output of a process that was killed while it is read.
                        lines.accept("(the rest of the output cannot be read: %s)".formatted(e.getMessage()));
                    }
                },
                "esb-provision-output");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }
}
