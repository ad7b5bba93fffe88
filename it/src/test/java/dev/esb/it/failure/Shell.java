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

    private Shell() {}

    /** The lines that a command prints. */
    static List<String> lines(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
