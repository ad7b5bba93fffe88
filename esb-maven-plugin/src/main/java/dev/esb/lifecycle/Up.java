package dev.esb.lifecycle;

import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.cleanup.Down;
import dev.esb.cleanup.EnvironmentSweep;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.compose.StackReader;
import dev.esb.docker.Docker;
import dev.esb.docker.Engine;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owner;
import dev.esb.plan.ConflictException;
import dev.esb.plan.EngineState;
import dev.esb.plan.PlannedStack;
import dev.esb.plan.Planner;
import dev.esb.plan.StackRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Brings an environment up. */
public final class Up {
    /** How many plans are tried when ports or subnets turn out to be in use. */
    private static final int ATTEMPTS = 5;

    private final Docker docker;
    private final Owner owner;
    private final LeaseRegistry leases;
    private final Down down;
    private final Clock clock;
    private final Map<String, String> processEnvironment;
    private final Reporter reporter;
    private final Sleep sleep;

    /**
     * @param owner the owner of the environment that is brought up
     * @param processEnvironment the environment variables of this process
     */
    public Up(Docker docker, Owner owner, Clock clock, Map<String, String> processEnvironment, Reporter reporter) {
        this(docker, owner, clock, processEnvironment, reporter, Sleep.SYSTEM);
    }

    Up(
            Docker docker,
            Owner owner,
            Clock clock,
            Map<String, String> processEnvironment,
            Reporter reporter,
            Sleep sleep) {
        this.docker = docker;
        this.owner = owner;
        this.leases = new LeaseRegistry(docker, owner, clock, sleep);
        this.down = new Down(docker, reporter);
        this.clock = clock;
        this.processEnvironment = processEnvironment;
        this.reporter = reporter;
        this.sleep = sleep;
    }

    /**
     * Brings the environment up and waits until it is ready. If that fails, the environment is taken down again, unless
     * {@link UpOptions#keep} is set.
     *
     * @throws EsbException when the environment does not come up
     * @throws IncompleteCleanupException when, in addition, it could not be taken down completely
     */
    public UpResult run(StackRequest request, UpOptions options) {
        StackFiles files = StackFiles.find(request.baseDirectory(), request.files(), processEnvironment);
        StackReader reader =
                new StackReader(docker, files, request.key().project(), request.profiles(), request.envFile());
        CompletableFuture<Engine> engineCheck = Background.start(() -> Engine.check(docker, processEnvironment));
        CompletableFuture<EngineState> engineState =
                Background.start(() -> EngineState.of(docker, leases, request.key()));
        Stack stack = reader.read(request.variablesBeforePlan());
        Engine engine = Background.join(engineCheck);
        EnvironmentSweep sweep = new EnvironmentSweep(docker, clock, reporter);
        EngineState seen = new PreviousBuild(docker, leases, sweep, reporter, clock, sleep)
                .await(request, options, owner, Background.join(engineState));

        Planner planner = new Planner(request, stack, files.toString(), engine);
        Secrets secrets = secrets(stack, request);
        PlanExecution attempt =
                new PlanExecution(docker, secrets.masking(reporter), request, options, files, engine, clock);
        PlannedStack plan = planner.claim(leases, seen.leases(), seen.networks());
        for (int tries = 1; ; tries++) {
            try {
                UpResult result = attempt.run(plan, stack, reader);
                sweep.run(othersThan(request, seen.leases()), request.layout(), options.stopTimeout());
                sweep.removeOrphans();
                return result;
            } catch (ConflictException conflict) {
                EngineState now = EngineState.withAllNetworks(docker, leases);
                String what = conflict.describe(docker, plan.environment(), now.networks());
                if (!request.mayMove() || tries == ATTEMPTS) {
                    StartFailedException end = new StartFailedException(what + ". " + wayOut(request, tries), conflict);
                    throw failed(request, options, secrets, end);
                }
                reporter.warn(what + "; planning around it");
                plan = renew(planner, plan, conflict, now, request, options);
            } catch (IOException | RuntimeException e) {
                throw failed(request, options, secrets, e);
            }
        }
    }

    /** Plans again in the same slot; if that slot has no other port or subnet, takes the environment down and claims another slot. */
    private PlannedStack renew(
            Planner planner,
            PlannedStack plan,
            ConflictException conflict,
            EngineState now,
            StackRequest request,
            UpOptions options) {
        return planner.renew(plan, conflict, now.networks()).orElseGet(() -> {
            down.run(request.key(), request.directories(), options.stopTimeout());
            return planner.claim(leases, leases.all(), now.networks());
        });
    }

    private EsbException failed(StackRequest request, UpOptions options, Secrets secrets, Exception reason) {
        return new FailedUp(docker, down, owner, reporter, request, options, secrets).explain(reason);
    }

    private Secrets secrets(Stack stack, StackRequest request) {
        Map<String, String> variables = new HashMap<>(processEnvironment);
        variables.putAll(request.variables());
        return Secrets.of(stack.model(), variables);
    }

    private static List<Lease> othersThan(StackRequest request, List<Lease> known) {
        return known.stream()
                .filter(lease -> !lease.key().equals(request.key()))
                .toList();
    }

    private static String wayOut(StackRequest request, int tries) {
        if (request.key().name().isDefault()) {
            return "Stop what uses it, or run the stack beside it in an environment of its own: -Desb.env=NAME";
        }
        return request.mayMove()
                ? "None of %d plans worked; find out what else takes ports or subnets on this host.".formatted(tries)
                : "Leave esb.index out to get a free slot.";
    }
}
