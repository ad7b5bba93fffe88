package dev.esb.lifecycle;

import dev.esb.Background;
import dev.esb.docker.Docker;
import dev.esb.lease.BusyEnvironmentException;
import dev.esb.lease.LeaseRegistry;
import dev.esb.plan.EngineState;
import dev.esb.plan.PlannedStack;
import dev.esb.plan.Planner;
import dev.esb.plan.StackRequest;
import dev.esb.start.TimeLimit;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Claims a plan for an environment: when no other process has the environment any more, and again where one begins at the same moment and is faster.
 *
 * @param leases reads leases
 * @param claims claims them for the owner
 * @param previous waits for another process
 * @param limit stands still meanwhile, since that wait has a limit of its own ({@code esb.lockWait})
 */
record PlanClaim(Docker docker, LeaseRegistry leases, LeaseRegistry claims, PreviousBuild previous, TimeLimit limit) {

    /**
     * What was claimed.
     *
     * @param seen the state of the engine, as it was read before
     */
    record Claimed(EngineState seen, Planner planner, PlannedStack plan) {}

    /**
     * @param first the state of the engine, as it was read last
     * @param watching ends when this process is watched; nothing is claimed before
     * @param planning makes a planner for what there is on the engine
     * @throws dev.esb.EsbException when another process still has the environment after {@link UpOptions#lockWait}, or there is no plan
     */
    Claimed run(
            StackRequest request,
            UpOptions options,
            EngineState first,
            CompletableFuture<Void> watching,
            Function<EngineState, Planner> planning) {
        EngineState state = first;
        while (true) {
            limit.standStill();
            EngineState seen = previous.await(request, options, state);
            limit.goOn();
            Background.join(watching);
            Planner planner = planning.apply(seen);
            try {
                return new Claimed(seen, planner, planner.claim(claims, seen.leases(), seen.networks()));
            } catch (BusyEnvironmentException e) {
                if (options.lockWait().isZero()) {
                    throw e;
                }
                state = EngineState.of(docker, leases, request.key());
            }
        }
    }
}
