package dev.esb.lifecycle;

import dev.esb.EsbException;
import dev.esb.MonotonicClock;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.cleanup.EnvironmentSweep;
import dev.esb.docker.Docker;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.plan.EngineState;
import dev.esb.plan.StackRequest;
import java.time.Duration;
import java.util.Optional;

/** Waits until no other build has the environment, and no other process brings it up, and takes down what an ended build has left of it. */
record PreviousBuild(
        Docker docker,
        LeaseRegistry leases,
        EnvironmentSweep sweep,
        Reporter reporter,
        MonotonicClock clock,
        Sleep sleep) {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /**
     * Returns when no other build has the environment, and no other process brings it up.
     *
     * @param seen the state of the engine, as it was read last
     * @return the state of the engine after the wait
     * @throws EsbException when another build still has the environment after {@link UpOptions#lockWait}
     */
    EngineState await(StackRequest request, UpOptions options, EngineState seen) {
        EngineState state = withoutOrphans(request, seen);
        long start = clock.nanos();
        boolean isReported = false;
        while (true) {
            Optional<Lease> same = LeaseRegistry.of(request.key(), state.leases());
            // Only this environment: Up takes down the others after this one is up, to save time.
            if (same.isPresent() && sweep.run(same.stream().toList(), request.layout(), options.stopTimeout())) {
                state = EngineState.of(docker, leases, request.key());
                same = LeaseRegistry.of(request.key(), state.leases());
            }
            Optional<Lease> other = same.filter(leases::isBusy);
            if (other.isEmpty()) {
                return state;
            }
            if (clock.since(start).compareTo(options.lockWait()) >= 0) {
                throw leases.busy(other.get());
            }
            if (!isReported) {
                reporter.info("Waiting for the environment '%s', which %s; for at most %s s (esb.lockWait)"
                        .formatted(
                                request.key(),
                                other.get().ownership().text(),
                                options.lockWait().toSeconds()));
                isReported = true;
            }
            sleep.sleep(INTERVAL);
            state = EngineState.of(docker, leases, request.key());
        }
    }

    /** Compose would reuse a network that a killed build of this name has left, even if its subnet is not the planned one. */
    private EngineState withoutOrphans(StackRequest request, EngineState seen) {
        boolean hasNetwork = seen.networks().stream()
                .anyMatch(network -> network.project().equals(request.key().project()));
        if (!hasNetwork || LeaseRegistry.of(request.key(), seen.leases()).isPresent()) {
            return seen;
        }
        sweep.removeOrphans();
        return EngineState.of(docker, leases, request.key());
    }
}
