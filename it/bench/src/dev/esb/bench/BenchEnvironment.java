package dev.esb.bench;

import dev.esb.Reporter;
import dev.esb.cleanup.Down;
import dev.esb.docker.DockerCli;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Owner;
import dev.esb.lifecycle.Up;
import dev.esb.lifecycle.UpOptions;
import dev.esb.plan.StackRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Brings environments up and takes them down, with the services that the goals use, and counts. */
final class BenchEnvironment {
    static final String OWNER = "bench";

    private static final UpOptions OPTIONS = new UpOptions(
            Duration.ofSeconds(300),
            Duration.ofSeconds(2),
            Duration.ZERO,
            false,
            false,
            false,
            List.of(),
            List.of(),
            Duration.ofSeconds(600));

    private final Path stack;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong warnings = new AtomicLong();
    private final DockerCli docker;
    private volatile boolean isPlanned;
    private final Reporter reporter = new Counting();

    BenchEnvironment(Path stack) {
        this.stack = stack;
        this.docker = new DockerCli(stack, this::count);
    }

    void up(String name) {
        calls.set(0);
        isPlanned = false;
        warnings.set(0);
        new Up(docker, Owner.person(OWNER), Clock.systemUTC(), System.getenv(), reporter).run(request(name), OPTIONS);
    }

    private void count(String line) {
        if (!isPlanned) {
            calls.incrementAndGet();
            isPlanned = line.contains(" up --detach");
        }
    }

    void down(String name) {
        EnvironmentKey key = EnvironmentKey.of(name, "");
        new Down(docker, reporter).run(key, Workspace.LAYOUT.of(key), OPTIONS.stopTimeout());
    }

    /** How many command lines the last one took, {@code docker compose up} included; then it only waits. */
    long calls() {
        return calls.get();
    }

    /** How often the last one had to change its plan. */
    long retries() {
        return warnings.get();
    }

    private StackRequest request(String name) {
        return StackRequest.of(EnvironmentKey.of(name, ""), Workspace.LAYOUT, stack);
    }

    private final class Counting implements Reporter {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {
            warnings.incrementAndGet();
            System.err.println("bench: " + line);
        }

        @Override
        public void debug(String line) {}
    }
}
