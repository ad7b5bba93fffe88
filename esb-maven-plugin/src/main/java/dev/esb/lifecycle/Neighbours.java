package dev.esb.lifecycle;

import dev.esb.Problem;
import dev.esb.docker.DockerCli;
import dev.esb.lease.Lease;
import dev.esb.lease.Leases;
import dev.esb.lease.Owner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits for a build that has the same environment, and sweeps away what one has left of it. */
record Neighbours(DockerCli docker, Leases leases, Sweep sweep, Reporter reporter, Clock clock) {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /**
     * Makes way for an environment.
     *
     * @return the state of the engine afterwards
     * @throws Problem when another build has the environment and is not done in time
     */
    EngineState makeWay(StackRequest request, UpOptions options, Owner owner, EngineState seen) {
        EngineState state = withoutOrphans(request, seen);
        Instant deadline = clock.instant().plus(options.lockWait());
        boolean told = false;
        while (true) {
            Optional<Lease> same = Leases.of(request.key(), state.leases());
            // Only the one in the way; the others can wait until this environment is up.
            if (same.isPresent() && sweep.run(same.stream().toList(), request.directories(), options.stopTimeout())) {
                state = EngineState.of(docker, leases, request.key());
                same = Leases.of(request.key(), state.leases());
            }
            Optional<Lease> other = same.filter(lease -> lease.owner().process().isPresent())
                    .filter(lease -> !lease.owner().process().equals(owner.process()));
            if (other.isEmpty()) {
                return state;
            }
            String holder =
                    "%s since %s".formatted(other.get().owner(), other.get().created());
            if (!clock.instant().isBefore(deadline)) {
                throw new Problem("The environment '%s' belongs to another build (%s).".formatted(request.key(), holder)
                        + " Wait for it with -Desb.lockWait=SECONDS, or use another name: -Desb.env=NAME");
            }
            if (!told) {
                reporter.info("Waiting for the environment '%s', which belongs to %s".formatted(request.key(), holder));
                told = true;
            }
            Waiting.sleep(INTERVAL);
            state = EngineState.of(docker, leases, request.key());
        }
    }

    /** Compose would take a network that a killed build of this name has left for its own, whatever its subnet. */
    private EngineState withoutOrphans(StackRequest request, EngineState seen) {
        boolean hasNetwork = seen.networks().stream()
                .anyMatch(network -> network.project().equals(request.key().project()));
        if (!hasNetwork || Leases.of(request.key(), seen.leases()).isPresent()) {
            return seen;
        }
        sweep.orphans();
        return EngineState.of(docker, leases, request.key());
    }
}
