package dev.esb.it.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Commands that run to their end. */
final class Shell {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMillis(300);

    /** The engine of the tests that this thread runs, where it is one of their own. */
    private static final ThreadLocal<String> ENGINE = new ThreadLocal<>();

    private Shell() {}

    /**
     * From now on, the {@code docker} commands and builds that this thread starts use that engine.
     *
     * @param host as in {@code DOCKER_HOST}; null for the one that the suite was started with
     */
    static void useEngine(String host) {
        ENGINE.set(host);
    }

    /** The engine that this thread uses; null for the one that the suite was started with. */
    static String engine() {
        return ENGINE.get();
    }

    /** Lets a process use the engine that this thread uses. */
    static ProcessBuilder onEngine(ProcessBuilder builder) {
        if (ENGINE.get() != null) {
            builder.environment().put("DOCKER_HOST", ENGINE.get());
            builder.environment().remove("DOCKER_TLS_VERIFY");
        }
        return builder;
    }

    /** The lines that a command prints. */
    static List<String> lines(String... command) throws IOException, InterruptedException {
        Process process =
                onEngine(new ProcessBuilder(command)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("%s: %s".formatted(String.join(" ", command), output));
        }
        return output.lines().toList();
    }

    /**
     * Removes containers, networks, volumes or images; afterwards they are gone, also where another process removes them at the same time.
     *
     * @param kind {@code container}, {@code network}, {@code volume} or {@code image}
     */
    static void remove(String kind, List<String> ids) throws IOException, InterruptedException {
        if (ids.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("docker", kind, "rm", "--force"));
        ids.stream().distinct().forEach(command::add);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                lines(command.toArray(String[]::new));
                return;
            } catch (IOException e) {
                if (!e.getMessage().contains("already in progress")
                        || Instant.now().isAfter(deadline)) {
                    throw e;
                }
                Thread.sleep(INTERVAL.toMillis());
            }
        }
    }
}
