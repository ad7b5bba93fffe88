package dev.esb.lifecycle;

import dev.esb.Reporter;
import dev.esb.cleanup.Down;
import dev.esb.compose.Stack;
import dev.esb.compose.StackReader;
import dev.esb.docker.Docker;
import dev.esb.lease.LeaseRegistry;
import dev.esb.plan.ConflictException;
import dev.esb.plan.EngineState;
import dev.esb.plan.PlannedStack;
import dev.esb.plan.Planner;
import dev.esb.plan.PortStrategy;
import dev.esb.plan.StackRequest;
import dev.esb.start.StartFailedException;
import java.io.IOException;

/** Starts a stack, with another plan each time that the engine refuses a port or a subnet. */
record Replanning(
        Docker docker,
        LeaseRegistry leases,
        Down down,
        Reporter reporter,
        Planner planner,
        PlanExecution execution,
        Attempt attempt) {
    /** How many plans are tried when ports or subnets turn out to be in use. */
    private static final int ATTEMPTS = 5;

    /** @throws StartFailedException when no plan works, or the stack itself fails */
    UpResult run(PlannedStack first, Stack stack, StackReader reader) throws IOException {
        PlannedStack plan = first;
        for (int tries = 1; ; tries++) {
            try {
                return execution.run(plan, stack, reader, attempt.before(), attempt.isTakeOver());
            } catch (ConflictException conflict) {
                EngineState now = EngineState.withAllNetworks(docker, leases);
                String what = conflict.describe(docker, plan.environment(), now.networks());
                if (!attempt.request().mayMove() || tries == ATTEMPTS) {
                    throw new StartFailedException(what + ". " + wayOut(attempt.request(), conflict), conflict);
                }
                reporter.warn(what + "; planning around it");
                plan = planner.renew(plan, conflict, now.networks()).orElseGet(() -> elsewhere(now));
            }
        }
    }

    /**
     * Claims another slot, because the environment's has no other port or subnet. One that was not there before this call is taken down
     * first; one that was keeps what it has in its first slot.
     */
    private PlannedStack elsewhere(EngineState now) {
        if (attempt.before().isEmpty()) {
            down.run(
                    attempt.key(),
                    attempt.request().directories(),
                    attempt.options().stopTimeout());
            attempt.isTakenDown();
        }
        PlannedStack plan = planner.claim(leases, leases.all(), now.networks());
        attempt.hasLease(plan.lease().orElseThrow());
        return plan;
    }

    private static String wayOut(StackRequest request, ConflictException conflict) {
        if (request.key().name().isDefault()) {
            return "Stop what uses it, or run the stack beside it in an environment of its own: -Desb.env=NAME";
        }
        if (!request.mayMove()) {
            return "Stop what uses it, or leave esb.index out to get a free slot.";
        }
        return "The other %s plans had something in use as well. Name other %s."
                .formatted(
                        ATTEMPTS - 1,
                        conflict.port().isEmpty()
                                ? "subnets (-Desb.subnetPool=CIDR)"
                                : request.ports() == PortStrategy.BLOCK
                                        ? "ports (-Desb.portRange=FIRST-LAST)"
                                        : "ports (-Desb.ports=block)");
    }
}
