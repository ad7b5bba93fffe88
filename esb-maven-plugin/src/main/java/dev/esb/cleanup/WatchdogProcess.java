package dev.esb.cleanup;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What runs in the watchdog's process. */
final class WatchdogProcess {
    /** Enough for an engine that died together with the build and is starting again. */
    private static final int ATTEMPTS = 20;

    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final Down down;
    private final Sweep sweep;
    private final Sleep sleep;

    WatchdogProcess(Docker docker, Sleep sleep) {
        this.down = new Down(docker, Reporter.NONE);
        this.sweep = new Sweep(docker, Clock.systemUTC(), Reporter.NONE);
        this.sleep = sleep;
    }

    public static void main(String[] arguments) throws IOException {
        // Made before anything is read: the jar may be replaced while a build runs, and classes that are loaded stay.
        WatchdogProcess watchdog = new WatchdogProcess(DockerCli.anywhere(line -> {}), Sleep.SYSTEM);
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            watchdog.takeDown(watched(orders));
        }
    }

    /** The environments that the build has not told the watchdog to forget by the time that its end of the pipe is closed. */
    static Collection<WatchdogOrder> watched(BufferedReader orders) throws IOException {
        Map<String, WatchdogOrder> watched = new LinkedHashMap<>();
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            WatchdogOrder order = WatchdogOrder.parse(line);
            if (order.watch()) {
                watched.put(order.key().project(), order);
            } else {
                watched.remove(order.key().project());
            }
        }
        return watched.values();
    }

    void takeDown(Collection<WatchdogOrder> watched) {
        watched.forEach(this::takeDown);
        if (!watched.isEmpty()) {
            removeOrphans();
        }
    }

    private void takeDown(WatchdogOrder order) {
        String result = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Down.Outcome outcome = down.run(
                        order.key(), order.directories(), order.stopTimeout(), owner -> owner.isBuild(order.build()));
                note(
                        order,
                        switch (outcome) {
                            case DOWN -> "took '%s' down, which its build had left".formatted(order.key());
                            case NOTHING -> "nothing was left of '%s'".formatted(order.key());
                            case NOT_OURS -> "'%s' belongs to another owner now".formatted(order.key());
                        });
                return;
            } catch (EsbException | DockerException e) {
                result = e.getMessage();
                sleep.sleep(PAUSE);
            }
        }
        note(order, result);
    }

    /** The next sweep does it, too; but there may be none for a long time. */
    private void removeOrphans() {
        sleep.sleep(PAUSE);
        try {
            sweep.removeOrphans();
        } catch (EsbException | DockerException e) {
            // The build is gone, and with it every place where a message would be read.
        }
    }

    /** In the build's output directory, where a user looks who wonders what became of the build. */
    private static void note(WatchdogOrder order, String text) {
        Path log = order.directories().output().resolve("watchdog.log");
        try {
            Files.createDirectories(log.getParent());
            Files.writeString(
                    log,
                    Clock.systemUTC().instant() + " " + text + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            // The checkout may be gone with the build.
        }
    }
}
