package dev.esb.service;

import dev.esb.MonotonicClock;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerHealth;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.ContainerSummary.Health;
import dev.esb.docker.Docker;
import dev.esb.engine.Engine;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What {@code esb:pause} has left paused in an environment that is brought up again or reset: Compose can start no such container. */
public record PausedServices(Docker docker, Reporter reporter, MonotonicClock clock, Sleep sleep) {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    /** How long an engine may need to note a result. */
    private static final Duration NOTING = Duration.ofSeconds(1);

    /** Before containers are stopped or restarted: Podman does neither with one that is paused. Docker lets it go on by itself once it has the signal. */
    static void goOnOnPodman(Docker docker, Engine engine, List<ContainerSummary> containers) {
        List<ContainerSummary> paused =
                containers.stream().filter(ContainerSummary::isPaused).toList();
        if (engine.isPodman() && !paused.isEmpty()) {
            docker.run(new ContainerCommand.Unpause(Stop.ids(paused)));
        }
    }

    /** Lets them go on, and waits for their next healthchecks. Runs no {@code docker} command where there are none. */
    public void goOn(List<ContainerSummary> containers) {
        List<ContainerSummary> paused =
                containers.stream().filter(ContainerSummary::isPaused).toList();
        if (!paused.isEmpty()) {
            reporter.info("Unpausing: " + ServicesChanged.names(paused));
            docker.run(new ContainerCommand.Unpause(Stop.ids(paused)));
            awaitHealthchecks(Stop.ids(paused));
        }
    }

    /**
     * Healthchecks fail while their container is paused. It counts as unhealthy until the next one succeeds, and Compose gives up as soon as it sees that of a
     * service on which another one depends.
     */
    private void awaitHealthchecks(List<String> ids) {
        long start = clock.nanos();
        while (true) {
            Duration longest = docker.run(new ContainerCommand.InspectHealth(ids)).stream()
                    .filter(health -> health.health() == Health.UNHEALTHY)
                    .map(PausedServices::untilNext)
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            if (clock.since(start).compareTo(longest) >= 0) {
                return;
            }
            sleep.sleep(INTERVAL);
        }
    }

    private static Duration untilNext(ContainerHealth health) {
        return health.interval().plus(health.timeout()).plus(NOTING);
    }
}
