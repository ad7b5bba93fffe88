package dev.esb.lifecycle;

import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.MonotonicClock;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.cleanup.Down;
import dev.esb.cleanup.EnvironmentBefore;
import dev.esb.cleanup.EnvironmentDirectories;
import dev.esb.cleanup.EnvironmentSweep;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.compose.StackReader;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.engine.Engine;
import dev.esb.engine.EngineMark;
import dev.esb.environment.Directories;
import dev.esb.environment.PrivateFiles;
import dev.esb.environment.UsableDirectories;
import dev.esb.isolation.StackNetworks;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owner;
import dev.esb.lifecycle.PlanClaim.Claimed;
import dev.esb.plan.EngineState;
import dev.esb.plan.ExternalNetworkUse;
import dev.esb.plan.PlanChecks;
import dev.esb.plan.PlannedStack;
import dev.esb.plan.Planner;
import dev.esb.plan.Rehearsal;
import dev.esb.plan.StackRequest;
import dev.esb.start.StartFailedException;
import dev.esb.start.TimeLimit;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Brings an environment up. */
public final class Up {
    private final Docker docker;
    private final Owner owner;
    private final LeaseRegistry leases;
    private final Down down;
    private final Clock clock;
    private final Map<String, String> processEnvironment;
    private final Reporter reporter;
    private final MonotonicClock monotonicClock;
    private final Sleep sleep;

    /**
     * @param owner the owner of the environment that is brought up
     * @param processEnvironment the environment variables of this process
     */
    public Up(Docker docker, Owner owner, Clock clock, Map<String, String> processEnvironment, Reporter reporter) {
        this(docker, owner, clock, processEnvironment, reporter, MonotonicClock.SYSTEM, Sleep.SYSTEM);
    }

    Up(
            Docker docker,
            Owner owner,
            Clock clock,
            Map<String, String> processEnvironment,
            Reporter reporter,
            MonotonicClock monotonicClock,
            Sleep sleep) {
        this.docker = docker;
        this.owner = owner;
        this.leases = new LeaseRegistry(docker, owner, clock, sleep, reporter);
        this.down = new Down(docker, reporter);
        this.clock = clock;
        this.processEnvironment = processEnvironment;
        this.reporter = reporter;
        this.monotonicClock = monotonicClock;
        this.sleep = sleep;
    }

    /** As {@link #run(StackRequest, UpOptions, UpWatch)}, for a caller whose process nothing watches. */
    public UpResult run(StackRequest request, UpOptions options) {
        return run(request, options, UpWatch.NONE);
    }

    /**
     * Brings the environment up and waits until it is ready. If that fails, what this call made is removed again, unless
     * {@link UpOptions#keep} is set: all of the environment, or what was added to one that was there before.
     *
     * @throws EsbException when the environment does not come up
     * @throws IncompleteCleanupException when, in addition, not everything could be removed
     */
    public UpResult run(StackRequest request, UpOptions options, UpWatch watch) {
        TimeLimit limit = new TimeLimit(options.timeout(), monotonicClock);
        FailureFiles.removeEarlier(request.directories());
        StackFiles files = StackFiles.find(request.baseDirectory(), request.files(), processEnvironment);
        StackReader reader =
                new StackReader(docker, files, request.key().project(), request.profiles(), request.envFile());
        CompletableFuture<Engine> engineCheck = Background.start(() -> Engine.check(docker, processEnvironment));
        CompletableFuture<EngineState> engineState =
                Background.start(() -> EngineState.of(docker, leases, request.key()));
        CompletableFuture<Void> watching = Background.run(watch::begin);
        Background.run(() -> Rehearsal.run(docker));
        Stack stack = reader.read(request.variablesBeforePlan());
        PlanChecks.entries(request, stack, files, options.strict(), reporter);
        requireDirectories(request.directories(), stack);
        Engine engine = EngineMark.ensure(docker, Background.join(engineCheck));
        EnvironmentSweep sweep = new EnvironmentSweep(docker, clock, reporter);
        LeaseRegistry claims = leases.with(owner.on(docker, engine.place()));
        PreviousBuild previous = new PreviousBuild(docker, leases, sweep, reporter, monotonicClock, sleep);
        EngineState first = complete(Background.join(engineState), stack, request);
        Claimed claimed = new PlanClaim(docker, leases, claims, previous, limit)
                .run(request, options, first, watching, seen -> planner(request, stack, files, engine, seen));
        EngineState seen = claimed.seen();
        Planner planner = claimed.planner();
        Secrets secrets = secrets(stack, request);
        PlanExecution execution = new PlanExecution(
                docker,
                secrets.masking(reporter),
                request,
                options,
                files,
                engine,
                limit,
                () -> sweep.run(othersThan(request, leases.all()), request.layout(), options.stopTimeout()));
        PlannedStack plan = claimed.plan();
        Lease lease = plan.lease().orElseThrow();
        Attempt attempt = new Attempt(request, options, secrets, lease);
        if (!isNew(claims, lease, seen.leases())) {
            EnvironmentBefore before = before(attempt, lease);
            attempt.isUpdateOf(before);
            if (lease.ownership().updating().isPresent()) {
                watch.isUpdateOf(before);
            }
        }
        UpResult result;
        CompletableFuture<Void> clearing;
        try {
            if (attempt.before().isEmpty()) {
                // Of an earlier environment of this name. The longer log of two would be kept when this one is taken
                // down.
                PrivateFiles.deleteDirectory(request.directories().logs());
                new EnvironmentDirectories(docker, engine::ids, reporter, request.key(), request.directories())
                        .removeEarlier();
            }
            result = new Replanning(docker, claims, down, reporter, planner, execution, attempt)
                    .run(plan, stack, reader);
            Lease held = attempt.lease().orElseThrow();
            // Meanwhile, since both take some commands.
            clearing = Background.run(() -> clearAway(sweep, attempt, seen.leases()));
            if ((attempt.isTakeOver() && !owner.isPerson()
                            ? claims.takeOver(held)
                            : leases.handOver(held, owner.expires()))
                    .isEmpty()) {
                throw new StartFailedException(
                        "the record of its slot on the engine was removed meanwhile, for example by 'docker volume prune'",
                        Set.of());
            }
        } catch (IOException | RuntimeException e) {
            throw new FailedUp(docker, down, claims, reporter, attempt).explain(e);
        }
        Background.join(clearing);
        return result;
    }

    private Planner planner(StackRequest request, Stack stack, StackFiles files, Engine engine, EngineState seen) {
        return new Planner(
                docker,
                request,
                stack,
                files.toString(),
                engine,
                seen.running(),
                ExternalNetworkUse.of(docker, request, files, stack, seen.running()));
    }

    private EngineState complete(EngineState state, Stack stack, StackRequest request) {
        return StackNetworks.of(stack.model(), stack.raw(), request.share(), request.isolate(), Map.of())
                        .isEmpty()
                ? state.withoutNetwork(docker, leases, request.key())
                : state;
    }

    /** Whether this call makes all of the environment: it has claimed the lease, and there was none, not even a lost one. */
    private static boolean isNew(LeaseRegistry claims, Lease lease, List<Lease> seen) {
        return claims.isOwn(lease.claim())
                && LeaseRegistry.of(lease.key(), seen).isEmpty();
    }

    /** Not in the care of {@link FailedUp}: as long as it is not known what was there before, nothing may be removed. */
    private EnvironmentBefore before(Attempt attempt, Lease lease) {
        try {
            return EnvironmentBefore.read(
                    docker, attempt.key(), attempt.request().directories());
        } catch (EsbException e) {
            try {
                leases.handOver(lease, Optional.empty());
            } catch (DockerException again) {
                // It is this process's until that has ended.
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** Removes what is not needed any more. The environment is up, whether that succeeds or not. */
    private void clearAway(EnvironmentSweep sweep, Attempt attempt, List<Lease> known) {
        StackRequest request = attempt.request();
        try {
            attempt.before()
                    .ifPresent(before ->
                            before.removeUnmountedVolumes(docker, request.key().project()));
            sweep.run(
                    othersThan(request, known),
                    request.layout(),
                    attempt.options().stopTimeout());
            sweep.removeOrphans();
        } catch (EsbException | DockerException e) {
            reporter.warn(
                    "The environment is up. What is not needed any more could not all be removed, and the next call tries again: "
                            + e.getMessage());
        }
    }

    /** Before anything is claimed or taken down for it. */
    private static void requireDirectories(Directories directories, Stack stack) {
        UsableDirectories usable = new UsableDirectories(directories);
        usable.requireHome();
        usable.requireOutput();
        if (EnvironmentFiles.areMentioned(directories.sockets(), stack)) {
            usable.requireSockets();
        }
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
}
