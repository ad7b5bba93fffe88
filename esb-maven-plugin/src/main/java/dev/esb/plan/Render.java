package dev.esb.plan;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Reporter;
import dev.esb.compose.RenderedFileCheck;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.compose.StackReader;
import dev.esb.docker.Docker;
import dev.esb.engine.Engine;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.UsableDirectories;
import dev.esb.isolation.ExternalNetwork;
import dev.esb.isolation.Finding;
import dev.esb.isolation.IsolatedModel;
import dev.esb.lease.LeaseRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Renders a stack and has Compose read the outcome, without starting anything, for {@code esb:render}, {@code esb:graph} and {@code esb:check}. */
public final class Render {
    private final Docker docker;
    private final Map<String, String> processEnvironment;
    private final Reporter reporter;

    /**
     * @param processEnvironment the environment variables of this process
     * @param reporter receives warnings about what could not be read
     */
    public Render(Docker docker, Map<String, String> processEnvironment, Reporter reporter) {
        this.docker = docker;
        this.processEnvironment = processEnvironment;
        this.reporter = reporter;
    }

    /**
     * A stack that was rendered.
     *
     * @param environment the plan
     * @param findings what was changed in the stack, and what stays shared
     * @param engineAnswers whether the environment's slot was read from the engine; if no engine answers, it is the preferred one
     */
    public record RenderedStack(EnvironmentPlan environment, List<Finding> findings, boolean engineAnswers) {}

    /**
     * A stack as it would be rendered.
     *
     * @param environment the plan
     * @param isolated the stack in it
     * @param directory the stack's
     * @param engineAnswers whether the environment's slot was read from the engine; if no engine answers, it is the preferred one
     */
    public record Preview(EnvironmentPlan environment, IsolatedModel isolated, Path directory, boolean engineAnswers) {}

    private record Planned(
            StackFiles files, Stack stack, StackRenderer renderer, PlannedStack plan, boolean engineAnswers) {}

    /**
     * Writes the rendered file, in the slot that the environment has, else the pinned one, else the preferred one. What the environment has on the
     * engine it keeps, as with {@code esb:up}.
     *
     * @throws EsbException when Compose cannot read the stack, or refuses what was rendered, when the environment's lease cannot be read, or
     *     the file cannot be written
     */
    public RenderedStack run(StackRequest request) {
        Planned planned = plan(request);
        EnvironmentPlan environment = planned.plan().environment();
        new UsableDirectories(request.directories()).requireOutput();
        try {
            List<Finding> findings =
                    planned.renderer().write(planned.plan(), planned.stack()).findings();
            new RenderedFileCheck(docker, planned.files(), request.key().project())
                    .run(environment.directories().renderedFile());
            return new RenderedStack(environment, findings, planned.engineAnswers());
        } catch (IOException e) {
            Path output = request.directories().output();
            throw new EsbException(
                    "The stack cannot be rendered in '%s': %s. Check who owns the directory, and the disk."
                            .formatted(output, FileProblem.of(e, output)),
                    e);
        }
    }

    /**
     * The same, without writing anything, and without asking Compose what it says of it.
     *
     * @throws EsbException when Compose cannot read the stack, or the environment's lease cannot be read
     */
    public Preview preview(StackRequest request) {
        Planned planned = plan(request);
        return new Preview(
                planned.plan().environment(),
                planned.renderer().isolate(planned.plan(), planned.stack()),
                planned.files().directory(),
                planned.engineAnswers());
    }

    private Planned plan(StackRequest request) {
        StackFiles files = files(request);
        StackReader reader = reader(request, files);
        Stack stack = reader.read(request.variablesBeforePlan());
        PlanChecks.entries(request, stack, files, false, reporter);
        boolean engineAnswers = true;
        Engine engine = Engine.local("");
        EngineState state = new EngineState(List.of(), List.of(), RunningEnvironment.NONE);
        try {
            engine = Engine.check(docker, processEnvironment);
        } catch (EsbException e) {
            engineAnswers = false;
        }
        if (engineAnswers) {
            state = EngineState.of(docker, LeaseRegistry.reading(docker), request.key());
        }
        Map<String, ExternalNetwork> external =
                engineAnswers ? ExternalNetworkUse.of(docker, request, files, stack, state.running()) : Map.of();
        PlannedStack plan = new Planner(docker, request, stack, files.toString(), engine, state.running(), external)
                .preview(state.leases());
        return new Planned(
                files, stack, new StackRenderer(request, files, reader, engine, reporter), plan, engineAnswers);
    }

    /**
     * Finds out what the stack becomes in any environment: what would be changed in it and what would stay shared. Writes nothing, and asks no
     * engine: the environment of the request stands for all of them, and is none that is there.
     *
     * @throws EsbException when Compose cannot read the stack, or refuses what it becomes in an environment
     */
    public IsolatedModel check(StackRequest request) {
        StackFiles files = files(request);
        StackReader reader = reader(request, files);
        Stack stack = reader.read(request.variablesBeforePlan());
        Engine engine = Engine.local("");
        PlannedStack plan = new Planner(docker, request, stack, files.toString(), engine, RunningEnvironment.NONE)
                .preview(List.of());
        IsolatedModel isolated = new StackRenderer(request, files, reader, engine, reporter).isolate(plan, stack);
        new RenderedFileCheck(docker, files, request.key().project()).run(isolated.model());
        return isolated;
    }

    private StackFiles files(StackRequest request) {
        return StackFiles.find(request.baseDirectory(), request.files(), processEnvironment);
    }

    private StackReader reader(StackRequest request, StackFiles files) {
        return new StackReader(docker, files, request.key().project(), request.profiles(), request.envFile());
    }
}
