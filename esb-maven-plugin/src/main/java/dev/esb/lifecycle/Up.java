package dev.esb.lifecycle;

import dev.esb.Problem;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.compose.StackReader;
import dev.esb.docker.DockerCli;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.lease.Lease;
import dev.esb.lease.Leases;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Brings an environment up. */
public final class Up {
    /** How often a plan is renewed because something else on the host was faster. */
    private static final int ATTEMPTS = 5;

    private final DockerCli docker;
    private final Leases leases;
    private final Down down;
    private final Clock clock;
    private final Map<String, String> processEnvironment;
    private final Reporter reporter;

    /**
     * @param owner who is said to hold the environment, for people
     * @param processEnvironment the variables of this process
     */
    public Up(DockerCli docker, String owner, Clock clock, Map<String, String> processEnvironment, Reporter reporter) {
        this.docker = docker;
        this.leases = new Leases(docker, owner, clock);
        this.down = new Down(docker, reporter);
        this.clock = clock;
        this.processEnvironment = processEnvironment;
        this.reporter = reporter;
    }

    /**
     * Brings the environment up and waits until it is ready. When that fails, what was made is taken down again, unless the
     * options say otherwise.
     *
     * @throws Problem when the environment does not come up
     */
    public UpResult run(StackRequest request, UpOptions options) {
        StackFiles files = StackFiles.find(request.baseDirectory(), request.files(), processEnvironment);
        StackReader reader =
                new StackReader(docker, files, request.key().project(), request.profiles(), request.envFile());
        CompletableFuture<Engine> engineCheck =
                CompletableFuture.supplyAsync(() -> Engine.check(docker, processEnvironment));
        CompletableFuture<EngineState> engineState = CompletableFuture.supplyAsync(this::engineState);
        Stack stack = reader.read(request.variablesBeforePlan());
        Engine engine = Waiting.join(engineCheck);
        EngineState seen = Waiting.join(engineState);

        Planner planner = new Planner(request, stack, engine);
        Attempt attempt = new Attempt(docker, reporter, request, options, files, engine);
        Set<Integer> refused = new HashSet<>();
        while (true) {
            Plan plan = planner.claim(leases, seen.leases(), seen.networks(), refused);
            try {
                return attempt.run(plan, stack, reader);
            } catch (Conflict conflict) {
                down.run(request.key(), request.directories(), options.stopTimeout());
                refused.add(plan.environment().slot());
                requireAnotherTry(request, conflict, refused.size());
                reporter.warn(conflict.getMessage() + "; trying another slot");
                seen = engineState();
            } catch (IOException | RuntimeException e) {
                throw new FailedUp(docker, down, reporter, request, options).explain(e);
            }
        }
    }

    private record EngineState(List<Lease> leases, List<Network> networks) {}

    private EngineState engineState() {
        return new EngineState(
                leases.all(), docker.run(new NetworkCommand.Inspect(docker.run(new NetworkCommand.ListAll()))));
    }

    private void requireAnotherTry(StackRequest request, Conflict conflict, int tries) {
        boolean moves = !request.key().name().isDefault() && request.index().isEmpty();
        if (!moves || tries == ATTEMPTS) {
            String holder = conflict.port().isEmpty()
                    ? ""
                    : new PortHolder(docker).describe(conflict.port().getAsInt());
            String wayOut = request.key().name().isDefault()
                    ? "Stop what uses it, or run the stack beside it in an environment of its own: -Desb.env=NAME"
                    : request.index().isPresent()
                            ? "Leave esb.index out to get a free slot."
                            : "After %d tries in different slots this is the end; look for what takes ports or subnets here."
                                    .formatted(tries);
            throw new Problem(conflict.getMessage() + holder + ". " + wayOut, conflict);
        }
    }
}
