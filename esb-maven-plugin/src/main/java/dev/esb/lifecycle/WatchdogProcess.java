package dev.esb.lifecycle;

import dev.esb.Problem;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The watchdog's other half: what runs in the process that outlives the build. */
final class WatchdogProcess {
    /** An engine that is starting again, after it died together with the build, say. */
    private static final int ATTEMPTS = 20;

    private static final long PAUSE_MILLIS = 3000;

    private WatchdogProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, WatchdogOrder> watched = new LinkedHashMap<>();
        // The jar may be replaced while a build runs; classes that are loaded stay.
        new Sweep(new DockerCli(Path.of("/"), Map.of(), line -> {}), Clock.systemUTC(), Silence.INSTANCE);
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                WatchdogOrder order = WatchdogOrder.parse(line);
                if (order.watch()) {
                    watched.put(order.key().project(), order);
                } else {
                    watched.remove(order.key().project());
                }
            }
        }
        for (WatchdogOrder order : watched.values()) {
            takeDown(order);
        }
        if (!watched.isEmpty()) {
            removeOrphans();
        }
    }

    /** The next sweep does it, too; but there may be none for a long time. */
    private static void removeOrphans() throws InterruptedException {
        Thread.sleep(PAUSE_MILLIS);
        try {
            new Sweep(new DockerCli(Path.of("/"), Map.of(), line -> {}), Clock.systemUTC(), Silence.INSTANCE).orphans();
        } catch (Problem | DockerFailure e) {
            // There is nobody left to tell.
        }
    }

    private static void takeDown(WatchdogOrder order) throws InterruptedException {
        DockerCli docker = new DockerCli(Path.of("/"), Map.of(), line -> {});
        String result = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Down.Outcome outcome = new Down(docker, Silence.INSTANCE)
                        .run(
                                order.key(),
                                order.directories(),
                                order.stopTimeout(),
                                owner -> owner.isBuild(order.build()));
                note(
                        order,
                        switch (outcome) {
                            case DOWN -> "took '%s' down, which its build had left".formatted(order.key());
                            case NOTHING -> "nothing was left of '%s'".formatted(order.key());
                            case NOT_OURS -> "'%s' belongs to somebody else now".formatted(order.key());
                        });
                return;
            } catch (Problem | DockerFailure e) {
                result = e.getMessage();
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        note(order, result);
    }

    /** Where a person looks who wonders what became of a build. */
    private static void note(WatchdogOrder order, String text) {
        Path log = order.directories().output().resolve("watchdog.log");
        try {
            Files.createDirectories(log.getParent());
            Files.writeString(
                    log, Instant.now() + " " + text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            // The checkout may be gone with the build; there is nobody else to tell.
        }
    }
}
