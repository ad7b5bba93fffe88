package dev.esb.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs a command and takes the time. */
record Shell(Path directory, Map<String, String> variables) {

    /** What became of a command; the output is both streams together. */
    record Result(int exitCode, String output, long millis) {
        Result requireSuccess() {
            if (exitCode != 0) {
                throw new IllegalStateException("a command failed with " + exitCode + ": " + output);
            }
            return this;
        }
    }

    static Shell in(Path directory) {
        return new Shell(directory, Map.of());
    }

    Result run(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        builder.environment().remove("ESB_ENV");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        return new Result(exitCode, output, (System.nanoTime() - start) / 1_000_000);
    }

    Result run(String... command) throws IOException, InterruptedException {
        return run(List.of(command));
    }
}
