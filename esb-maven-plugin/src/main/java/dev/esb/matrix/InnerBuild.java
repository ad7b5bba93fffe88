package dev.esb.matrix;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A Maven process that runs an environment. It ends when its standard input does, and so when this JVM has ended in whatever way. */
final class InnerBuild {
    /** A process that the build has left behind may keep the output open. */
    private static final Duration REST_OF_OUTPUT = Duration.ofSeconds(2);

    private final Process process;
    private final Thread pump;

    private InnerBuild(Process process, Thread pump) {
        this.process = process;
        this.pump = pump;
    }

    /**
     * Starts it.
     *
     * @param log receives the output
     * @param lines receives the lines of the output as well
     * @throws EsbException when it cannot be started
     */
    static InnerBuild start(ProcessBuilder builder, Path log, Consumer<String> lines) {
        try {
            Files.createDirectories(log.getParent());
            BufferedWriter writer = Files.newBufferedWriter(log);
            Process process = start(builder, writer);
            Thread pump = new Thread(() -> pump(process, writer, lines), "esb-matrix-output");
            pump.setDaemon(true);
            pump.start();
            return new InnerBuild(process, pump);
        } catch (IOException e) {
            throw new EsbException(
                    "The build of an environment cannot be started: %s. Its log would be '%s'."
                            .formatted(FileProblem.of(e), log),
                    e);
        }
    }

    private static Process start(ProcessBuilder builder, BufferedWriter writer) throws IOException {
        try {
            return builder.redirectErrorStream(true).start();
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }

    private static void pump(Process process, BufferedWriter writer, Consumer<String> lines) {
        try (writer;
                BufferedReader output = process.inputReader(charset())) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                writer.write(line);
                writer.newLine();
                if (!output.ready()) {
                    writer.flush();
                }
                lines.accept(line);
            }
        } catch (IOException e) {
            // The process ends; or the disk is full, of which the process hears by its own output.
            lines.accept("[ERROR] The log cannot be written: " + FileProblem.of(e));
        }
    }

    /** Of the process, which has the locale of this one. */
    private static Charset charset() {
        return Charset.isSupported(System.getProperty("native.encoding", ""))
                ? Charset.forName(System.getProperty("native.encoding"))
                : StandardCharsets.UTF_8;
    }

    /** Waits for its end, and returns its exit code. */
    int waitFor() throws InterruptedException {
        int exitCode = process.waitFor();
        pump.join(REST_OF_OUTPUT.toMillis());
        return exitCode;
    }

    /** Lets it end, and take its environment down. Returns at once. */
    void end() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended.
        }
    }

    /**
     * Waits for its end after {@link #end}, and kills it when it takes longer than that.
     *
     * @return whether it has ended by itself
     */
    boolean endsWithin(Duration time) {
        try {
            if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // On Windows, Maven is a child of the process that runs its batch file.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return false;
    }
}
