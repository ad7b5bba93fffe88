package dev.esb.lifecycle;

import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.MonotonicClock;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.WarnOnce;
import dev.esb.cleanup.EnvironmentBefore;
import dev.esb.cleanup.TakeDownFile;
import dev.esb.compose.OutsideValues;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.compose.StackReader;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.engine.Engine;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.HostAddress;
import dev.esb.environment.StackEntries;
import dev.esb.isolation.Finding;
import dev.esb.isolation.IsolatedModel;
import dev.esb.isolation.Severity;
import dev.esb.moved.DataDirectory;
import dev.esb.moved.OverlayVolumes;
import dev.esb.moved.PausedCopies;
import dev.esb.moved.VolumeContents;
import dev.esb.plan.PlannedStack;
import dev.esb.plan.PodmanChecks;
import dev.esb.plan.ReachChecks;
import dev.esb.plan.StackRenderer;
import dev.esb.plan.StackRequest;
import dev.esb.service.PausedServices;
import dev.esb.snapshot.DataStart;
import dev.esb.snapshot.SnapshotMaker;
import dev.esb.start.StartFailedException;
import dev.esb.start.TimeLimit;
import dev.esb.wait.ServiceWait;
import dev.esb.wait.StackWaits;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Carries out a plan, from the rendered file to services that are ready and provisioned. */
final class PlanExecution {
    private final Docker docker;
    private final Reporter reporter;
    private final StackRequest request;
    private final UpOptions options;
    private final StackFiles files;
    private final Engine engine;
    private final TimeLimit limit;
    private final Runnable takeDownEnded;

    /** @param takeDownEnded takes down the environments of others whose builds have ended */
    PlanExecution(
            Docker docker,
            Reporter reporter,
            StackRequest request,
            UpOptions options,
            StackFiles files,
            Engine engine,
            TimeLimit limit,
            Runnable takeDownEnded) {
        this.docker = docker;
        this.reporter = new WarnOnce(reporter);
        this.request = request;
        this.options = options;
        this.files = files;
        this.engine = engine;
        this.limit = limit;
        this.takeDownEnded = takeDownEnded;
    }

    /**
     * Writes the rendered file, starts the services, waits until they are ready, and runs the provision commands, unless the data of a snapshot has
     * what these would do.
     *
     * @param before what the environment had before; empty where all of it is made
     * @param isTakeOver whether its data is to be that of the snapshot again, and does not have to be kept
     * @throws ConflictException when a port or a subnet of the plan is in use
     * @throws StartFailedException when a service does not get ready, or a provision command fails
     * @throws EsbException when the stack cannot start on this engine, is not wholly isolated and {@code esb.strict} is set, or a service can never satisfy a wait
     */
    UpResult run(
            PlannedStack plan, Stack stack, StackReader reader, Optional<EnvironmentBefore> before, boolean isTakeOver)
            throws IOException {
        EnvironmentPlan environment = plan.environment();
        String project = environment.key().project();
        EnvironmentFiles own = new EnvironmentFiles(environment, stack, engine);
        IsolatedModel isolated = render(plan, stack, reader, own);
        requireStartable(isolated);
        requireStrict(isolated);
        List<ServiceWait> waits = StackWaits.of(options.waits(), isolated.model());
        warnAboutBlocking(isolated);
        ReachChecks.warning(environment.ports(), request, engine).ifPresent(reporter::warn);
        if (engine.isPodman()) {
            PodmanChecks.refuseLinks(isolated.model());
        }
        new SharedResources(docker).provide(isolated);
        if (engine.isPodman() && engine.place().seesAllPaths()) {
            PodmanChecks.refuseMissingPaths(isolated.model());
        }
        docker.requireOpen();
        TakeDownFile.in(environment.directories()).keep(isolated.model(), files.directory());
        DataDirectory.provide(isolated.moves(), environment.key(), environment.directories(), engine);
        ComposeCommand.Up up = up(plan, isolated);
        StackStart start = new StackStart(
                docker, reporter, engine, environment.key(), waits, own.certificates(), options.stopTimeout());
        DataOfEnvironment volumes = new DataOfEnvironment(
                docker,
                engine,
                request,
                options,
                files,
                labels(plan),
                takeDownEnded,
                reporter,
                stack,
                reader,
                isolated,
                new StackImages(docker, project, isolated.model(), up, start.compose(isolated.model(), limit)));
        Optional<DataReset.Stopped> stopped = isTakeOver ? volumes.makeRoom(before.orElseThrow()) : Optional.empty();
        boolean isNew =
                before.isEmpty() || stopped.filter(DataReset.Stopped::isCleared).isPresent();
        DataStart data = isNew
                ? volumes.ofNew(limit)
                : volumes.ofExisting(before.orElseThrow(), plan.running().volumes());
        if (data.hasOtherVolumes()) {
            renderer(reader).write(plan, data.isolated());
        }
        VolumeContents contents = new VolumeContents(
                docker,
                project,
                isolated.model(),
                engine.isPodman(),
                reporter,
                data.volumes(),
                data.making().isPresent());
        // A copy takes as long as there is much to copy.
        limit.standStill();
        contents.provide(isolated.moves());
        limit.goOn();
        reporter.info("Bringing up '%s': %s"
                .formatted(environment.key(), String.join(", ", StackStart.services(isolated.model()))));
        stopped.ifPresent(
                services -> volumes.reset().create(services, up, data.isolated().model()));
        // What was stopped is there again, but does not run.
        boolean isUnchanged = stopped.isEmpty() && isUnchanged(data.isolated(), before, project, environment);
        List<ContainerSummary> containers = isUnchanged
                ? start.await(data.isolated().model(), limit)
                : start(start, data.isolated(), up, environment, before);

        CompletableFuture<Optional<LastUp>> note = isUnchanged
                ? CompletableFuture.completedFuture(Optional.empty())
                : note(plan, data.isolated(), containers);
        contents.removeReplaced(isolated.moves());

        Handover handover = hand(plan, containers, own);
        if (!data.isProvisioned()) {
            provision(handover.variables());
        }
        if (data.making().isPresent()) {
            SnapshotMaker.Made made = volumes.make(data);
            if (made.isStopped()) {
                renderer(reader).write(plan, made.isolated());
                // The engine may have chosen other ports.
                containers = again(start, made, up, volumes);
                note = note(plan, made.isolated(), containers);
                handover = hand(plan, containers, own);
            }
        }
        Optional<LastUp> noted = Background.join(note);
        if (noted.isPresent()) {
            noted.get().write(environment.directories());
        }
        return new UpResult(
                environment,
                handover.results(),
                isolated.findings(),
                engine.place().seesAllPaths() ? PrivateSources.of(isolated, files.directory()) : List.of(),
                handover.ports(),
                handover.variables());
    }

    /** Whether the last {@code up} has started what this one would, and all of it still runs. */
    private boolean isUnchanged(
            IsolatedModel isolated, Optional<EnvironmentBefore> before, String project, EnvironmentPlan environment) {
        if (before.isEmpty() || options.build()) {
            return false;
        }
        Optional<LastUp> last = LastUp.in(environment.directories());
        return last.isPresent() && last.equals(LastUp.of(docker, isolated, before.get(), project));
    }

    private List<ContainerSummary> start(
            StackStart start,
            IsolatedModel isolated,
            ComposeCommand.Up up,
            EnvironmentPlan environment,
            Optional<EnvironmentBefore> before)
            throws IOException {
        LastUp.forget(environment.directories());
        if (before.stream().flatMap(had -> had.containers().stream()).anyMatch(container -> !container.isRunning())) {
            new PausedServices(docker, reporter, MonotonicClock.SYSTEM, Sleep.SYSTEM)
                    .goOn(new Containers(docker).of(environment.key().project()));
        }
        return start.run(isolated.model(), up, limit);
    }

    /** For the next {@code up}, while others work; an environment that goes with its build needs none. */
    private CompletableFuture<Optional<LastUp>> note(
            PlannedStack plan, IsolatedModel started, List<ContainerSummary> containers) {
        boolean stays = options.reuse()
                || plan.lease().filter(lease -> lease.owner().isPerson()).isPresent();
        return stays
                ? Background.start(() -> LastUp.of(
                        docker, started, containers, plan.environment().key().project()))
                : CompletableFuture.completedFuture(Optional.empty());
    }

    private List<ContainerSummary> again(
            StackStart start, SnapshotMaker.Made made, ComposeCommand.Up up, DataOfEnvironment volumes) {
        try {
            TimeLimit again = new TimeLimit(options.timeout(), MonotonicClock.SYSTEM);
            return start.run(made.isolated().model(), up, again);
        } catch (StartFailedException e) {
            throw volumes.withdraw(made, e);
        }
    }

    /** What tests and commands get. */
    private record Handover(Results results, List<PublishedPort> ports, Map<String, String> variables) {}

    private Handover hand(PlannedStack plan, List<ContainerSummary> containers, EnvironmentFiles own)
            throws IOException {
        EnvironmentPlan environment = plan.environment();
        PortNames names =
                new PortNames(environment.ports(), new EnginePorts(containers, reporter).of(environment.ports()));
        names.clash().ifPresent(reporter::warn);
        List<PublishedPort> ports = names.named();
        Results results = results(environment, ports, own);
        results.write(environment.directories().output());
        Map<String, String> variables = variables(plan);
        variables.putAll(results.variables());
        return new Handover(results, ports, variables);
    }

    private ComposeCommand.Up up(PlannedStack plan, IsolatedModel isolated) {
        return new ComposeCommand.Up(
                plan.environment().key().project(),
                plan.environment().directories().renderedFile(),
                files.directory(),
                options.build(),
                (int) options.stopTimeout().toSeconds(),
                request.envFile(),
                OutsideValues.of(isolated.model(), variables(plan)));
    }

    /** In parallel with making the keys of certificates, which takes as long as Compose takes to read the stack again, where that is possible. */
    private IsolatedModel render(PlannedStack plan, Stack stack, StackReader reader, EnvironmentFiles own)
            throws IOException {
        StackRenderer renderer = renderer(reader);
        if (!engine.place().seesAllPaths()) {
            // What is in the environment's directories is copied, and counts.
            own.create();
            return write(renderer, plan, stack);
        }
        CompletableFuture<Void> creation = Background.run(own::create);
        try {
            IsolatedModel isolated = write(renderer, plan, stack);
            Background.join(creation);
            return isolated;
        } catch (IOException | RuntimeException e) {
            // The caller removes the environment's files. Those that are made later would stay.
            creation.exceptionally(also -> suppress(also.getCause(), e)).join();
            throw e;
        }
    }

    private StackRenderer renderer(StackReader reader) {
        return new StackRenderer(request, files, reader, engine, reporter);
    }

    private static Map<String, String> labels(PlannedStack plan) {
        return plan.build().map(build -> Map.of(EnvironmentLabels.BUILD, build)).orElse(Map.of());
    }

    private IsolatedModel write(StackRenderer renderer, PlannedStack plan, Stack stack) throws IOException {
        OverlayVolumes overlays = new OverlayVolumes(
                docker,
                plan.environment().key(),
                labels(plan),
                engine,
                plan.running().volumes().isEmpty(),
                new StackEntries(files.directory(), request.isolate()),
                new PausedCopies(docker, request.copyLimit(), reporter, takeDownEnded, Sleep.SYSTEM));
        // A copy takes as long as there is much to copy.
        limit.standStill();
        try {
            return renderer.write(plan, stack, isolated -> overlays.provide(isolated.moves(), isolated.overlays()));
        } finally {
            limit.goOn();
        }
    }

    private static Void suppress(Throwable other, Exception failure) {
        if (other != failure) {
            failure.addSuppressed(other);
        }
        return null;
    }

    private void warnAboutBlocking(IsolatedModel isolated) {
        isolated.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCKING)
                .forEach(finding -> reporter.warn("This stack cannot run beside itself: %s, %s: %s"
                        .formatted(finding.subject(), finding.key(), finding.message())));
    }

    private static void requireStartable(IsolatedModel isolated) {
        List<Finding> refusals = isolated.refusals();
        if (!refusals.isEmpty()) {
            String reasons = refusals.stream()
                    .map(finding -> "%s, %s: %s".formatted(finding.subject(), finding.key(), finding.message()))
                    .distinct()
                    .collect(Collectors.joining("; "));
            String advice = refusals.stream().map(Finding::advice).distinct().collect(Collectors.joining("; "));
            throw new EsbException(
                    "The stack cannot start on this engine: " + reasons + ".", "What helps: " + advice + ".");
        }
    }

    private void requireStrict(IsolatedModel isolated) {
        List<String> shared = isolated.findings().stream()
                .filter(finding -> !finding.severity().isIsolated())
                .map(finding -> "%s, %s: %s".formatted(finding.subject(), finding.key(), finding.message()))
                .toList();
        if (options.strict() && !shared.isEmpty()) {
            throw new EsbException(
                    "The stack is not wholly isolated, and esb.strict asks for that. What stays shared:\n  "
                            + String.join("\n  ", shared)
                            + "\n'mvn esb:check' says what to do about each.");
        }
    }

    private void provision(Map<String, String> variables) {
        Provision provision = new Provision(request.baseDirectory(), variables, options.provisionTimeout(), reporter);
        options.provision().forEach(provision::run);
    }

    /** The user's variables and those of the plan. */
    private Map<String, String> variables(PlannedStack plan) {
        Map<String, String> variables = new HashMap<>(request.variables());
        variables.putAll(plan.variables());
        return variables;
    }

    private Results results(EnvironmentPlan environment, List<PublishedPort> ports, EnvironmentFiles own) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("esb.env", environment.key().name().value());
        properties.put("esb.project", environment.key().project());
        properties.put("esb.slot", String.valueOf(environment.slot()));
        properties.put("esb.host", host(environment));
        // Two ports have one name only where both are one port of the host.
        ports.forEach(port ->
                port.properties().forEach(name -> properties.put(name, String.valueOf(port.published()))));
        properties.putAll(own.properties());
        return new Results(properties);
    }

    /** Where ports can be reached that the file gives without an address. */
    private String host(EnvironmentPlan environment) {
        return request.bind()
                .filter(bind -> !environment.key().name().isDefault() && !HostAddress.isEvery(bind))
                .orElseGet(engine::host);
    }
}
