package dev.esb.cleanup;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerException;
import dev.esb.environment.PrivateFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The watchdog's own side: the main class of its process. */
final class WatchdogProcess {
    /** With the pause between them, a minute: enough for an engine that was restarted together with the build. */
    private static final int ATTEMPTS = 20;

    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** A Maven daemon gives orders for as long as it lives. */
    private static final int MOST_UNREAD = 1000;

    /** By then, the build has its first containers, and does not need the processor as much. */
    private static final Duration BUSIEST_TIME = Duration.ofSeconds(2);

    private final Docker docker;
    private final Down down;
    private final EnvironmentSweep sweep;
    private final Sleep sleep;

    WatchdogProcess(Docker docker, Sleep sleep) {
        this.docker = docker;
        this.down = new Down(docker, Reporter.NONE);
        this.sweep = new EnvironmentSweep(docker, Clock.systemUTC(), Reporter.NONE);
        this.sleep = sleep;
    }

    /** Runs until the standard input ends, and then until the environments are down. */
    public static void main(String[] arguments) throws IOException {
        // Created before the first read: the plugin's jar can be replaced while the build runs, and classes that are
        // loaded by then stay usable.
        WatchdogProcess watchdog = new WatchdogProcess(DockerCli.anywhere(line -> {}), Sleep.SYSTEM);
        Thread loading = new Thread(WatchdogProcess::prepare, "esb-watchdog-prepare");
        loading.setDaemon(true);
        loading.start();
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            watchdog.takeDown(watched(orders));
        }
    }

    /** Loads what reads orders, so that the end of a build is not followed by a second in which that is done. */
    private static void prepare() {
        Sleep.SYSTEM.sleep(BUSIEST_TIME);
        WatchdogOrder.prepare();
    }

    /** Reads orders until the input ends. Returns those of environments that are to be watched and were not forgotten since. */
    static Collection<WatchdogOrder> watched(BufferedReader orders) throws IOException {
        Map<String, WatchdogOrder> watched = new LinkedHashMap<>();
        List<String> unread = new ArrayList<>();
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            unread.add(line);
            if (unread.size() == MOST_UNREAD) {
                carryOut(unread, watched);
            }
        }
        carryOut(unread, watched);
        return watched.values();
    }

    /** Not while they come: to load a JSON parser while the build brings its environment up would slow that down. */
    private static void carryOut(List<String> unread, Map<String, WatchdogOrder> watched) {
        for (String line : unread) {
            WatchdogOrder order = WatchdogOrder.parse(line);
            // Another build of the same Maven daemon can have got the environment after this one.
            String subject = order.key().project() + " " + order.build().text();
            if (order.watch()) {
                watched.put(subject, order);
            } else {
                watched.remove(subject);
            }
        }
        unread.clear();
    }

    void takeDown(Collection<WatchdogOrder> watched) {
        List<WatchdogOrder> done = watched.stream().filter(this::isTakenDown).toList();
        if (!watched.isEmpty()) {
            sleep.sleep(PAUSE);
            done.forEach(this::takeDownAgain);
            removeOrphans();
        }
    }

    private boolean isTakenDown(WatchdogOrder order) {
        String result = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                log(order, order.before().isPresent() ? undo(order) : text(order, down(order)));
                return true;
            } catch (DirectoryLeftException e) {
                // The environment itself is down.
                log(order, e.getMessage());
                return true;
            } catch (EsbException | DockerException e) {
                result = e.getMessage();
                sleep.sleep(PAUSE);
            }
        }
        log(order, result);
        return false;
    }

    private Down.Outcome down(WatchdogOrder order) {
        return down.run(
                order.key(),
                order.directories(),
                order.stopTimeout(),
                lease -> lease.owner().isBuild(order.build()));
    }

    private static String text(WatchdogOrder order, Down.Outcome outcome) {
        return switch (outcome) {
            case DOWN -> "took '%s' down, which its build had left".formatted(order.key());
            case NOTHING -> "nothing was left of '%s'".formatted(order.key());
            case OTHER_OWNER -> "'%s' belongs to another owner now".formatted(order.key());
        };
    }

    private String undo(WatchdogOrder order) {
        return update(order).undo().orElseGet(() -> "'%s' belongs to another owner now".formatted(order.key()));
    }

    private InterruptedUpdate update(WatchdogOrder order) {
        return new InterruptedUpdate(
                docker,
                order.key(),
                order.directories(),
                order.build(),
                order.before().orElseThrow());
    }

    /** The engine may have carried out requests of the ended process since, and have started containers. */
    private void takeDownAgain(WatchdogOrder order) {
        try {
            if (order.before().isPresent()) {
                update(order).undo();
                update(order).end();
            } else {
                down(order);
            }
        } catch (EsbException | DockerException e) {
            log(order, e.getMessage());
        }
    }

    /** The next {@code up} on the engine would remove them as well, but it may come much later. */
    private void removeOrphans() {
        try {
            sweep.removeOrphans();
        } catch (EsbException | DockerException e) {
            // The build's process has ended, so there is no log in which a user would find a message.
        }
    }

    /** Writes to {@code watchdog.log} in the environment's output directory, because the log of the build has ended. */
    private static void log(WatchdogOrder order, String text) {
        Path output = order.directories().output();
        try {
            PrivateFiles.append(
                    output.resolve("watchdog.log"), Clock.systemUTC().instant() + " " + text + "\n");
        } catch (IOException e) {
            // A CI job's checkout can be deleted together with the job's build. It must not come back for this.
        }
    }
}
