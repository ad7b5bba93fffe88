package dev.esb.it.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls a goal of the plugin, with the repository that the build of this suite has filled. */
final class Maven {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private Maven() {}

    /**
     * What a goal has printed.
     *
     * @param seconds from the start of the Maven process to its end
     */
    record Result(String log, double seconds) {}

    /** Starts it. The result fails where Maven does; its log is beside the Compose file too. */
    static CompletableFuture<Result> start(Path directory, String env, String goal, String... options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("maven.home") + "/bin/mvn",
                "--batch-mode",
                "--offline",
                "--no-transfer-progress",
                "-Dmaven.repo.local=" + System.getProperty("esb.repository"),
                "-Dmaven.repo.local.tail=" + System.getProperty("esb.repository.tail"),
                "dev.esb:esb-maven-plugin:%s:%s".formatted(System.getProperty("esb.version"), goal),
                "-Desb.env=" + env));
        command.addAll(List.of(options));
        Path log = Files.createTempFile(directory, env + "-" + goal + "-", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().remove("ESB_ENV");
        builder.environment().put("MAVEN_OPTS", System.getProperty("it.jvm"));
        long begun = System.nanoTime();
        Process process = builder.start();
        return process.onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((ended, late) -> process.destroy())
                .thenApply(ended -> {
                    double seconds = (System.nanoTime() - begun) / 1e9;
                    String text = read(log);
                    if (ended.exitValue() != 0) {
                        throw new AssertionError(
                                "esb:%s of '%s' ended with %d:%n%s".formatted(goal, env, ended.exitValue(), text));
                    }
                    return new Result(text, seconds);
                });
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
