package dev.esb.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.Background;
import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.compose.RenderedFile;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.compose.StackReader;
import dev.esb.engine.Engine;
import dev.esb.environment.EngineFiles;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.Obstacles;
import dev.esb.environment.RenderedHeader;
import dev.esb.host.GitIgnore;
import dev.esb.host.HostPathStates;
import dev.esb.isolation.IsolatedModel;
import dev.esb.isolation.IsolationOptions;
import dev.esb.isolation.Isolator;
import dev.esb.isolation.PathState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Isolates the stack of a plan, and writes the rendered file.
 *
 * @param files the stack's Compose files
 * @param reader reads those files with the plan's variables
 * @param engine the engine that the stack is to run on
 * @param reporter receives warnings about what could not be found out: which paths git ignores, and which variables ports come from
 */
public record StackRenderer(
        StackRequest request, StackFiles files, StackReader reader, Engine engine, Reporter reporter) {

    /** Isolates the model, and writes the rendered file and {@code isolation.json}. */
    public IsolatedModel write(PlannedStack plan, Stack stack) throws IOException {
        return write(plan, isolate(plan, stack));
    }

    /**
     * Isolates the model, and writes the rendered file and {@code isolation.json}, while volumes are laid over others and over directories. Where that
     * cannot be done, the model is isolated without those, and written again.
     *
     * @param overlays lays the volumes, and returns where it cannot be done
     */
    public IsolatedModel write(PlannedStack plan, Stack stack, Function<IsolatedModel, Obstacles> overlays)
            throws IOException {
        Isolation isolation = isolation(plan, stack);
        IsolatedModel isolated = isolation.with(Obstacles.NONE);
        CompletableFuture<Obstacles> laying = Background.start(() -> overlays.apply(isolated));
        try {
            write(plan, isolated);
        } catch (IOException | RuntimeException e) {
            // The caller removes what the environment has. What is made later would stay.
            laying.exceptionally(also -> null).join();
            throw e;
        }
        Obstacles obstacles = Background.join(laying);
        return obstacles.isEmpty() ? isolated : write(plan, isolation.with(obstacles));
    }

    /** Writes the rendered file and {@code isolation.json} of a model that is isolated already. */
    public IsolatedModel write(PlannedStack plan, IsolatedModel isolated) throws IOException {
        EnvironmentPlan environment = plan.environment();
        Path file = environment.directories().renderedFile();
        String source = files.toString();
        String claim = plan.lease()
                .map(lease -> lease.claim().id())
                // One that is only rendered changes nothing about where the environment was brought up from.
                .orElseGet(() -> RenderedHeader.claim(file, source, environment.key()));
        RenderedFile.write(
                file, RenderedHeader.of(source, environment.key(), environment.slot(), claim), isolated.model());
        FindingsFile.write(environment, isolated.findings());
        return isolated;
    }

    /** Isolates the model, and writes nothing. */
    IsolatedModel isolate(PlannedStack plan, Stack stack) {
        return isolation(plan, stack).with(Obstacles.NONE);
    }

    private Isolation isolation(PlannedStack plan, Stack stack) {
        warnAboutVariables(stack);
        CompletableFuture<Optional<ObjectNode>> moving = Background.start(() -> moved(plan, stack));
        ObjectNode model = written(plan, stack);
        ObjectNode moved = Background.join(moving).orElse(model);
        return new Isolation(model, moved, plan.environment(), options(plan, model));
    }

    /** What an isolated model is made from. */
    private record Isolation(
            ObjectNode model, ObjectNode moved, EnvironmentPlan environment, IsolationOptions options) {

        /** The isolated model, where no volume can be laid over these. */
        IsolatedModel with(Obstacles obstacles) {
            return Isolator.isolate(model, moved, environment, options.with(obstacles));
        }
    }

    private void warnAboutVariables(Stack stack) {
        if (stack.lacksVariables()) {
            reporter.warn(
                    ("Compose reads the stack (%s) only with its variables replaced; without that, it says: %s. So it is not"
                                    + " known which variables its ports and subnets come from: properties that are named after variables, such"
                                    + " as esb.port.gateway.https for ${ESB_PORT_GATEWAY_HTTPS:-443}, are missing, and where else the stack"
                                    + " uses such a variable, it keeps its own value. If that matters, try a newer Compose, or write what"
                                    + " Compose names without a variable.")
                            .formatted(files, stack.rawFailure()));
        }
    }

    private IsolationOptions options(PlannedStack plan, ObjectNode model) {
        Path directory = files.directory();
        EngineFiles seen = PlacedFiles.of(engine.place());
        Map<String, PathState> paths = request.key().name().isDefault() && seen.areAllSeen()
                ? Map.of()
                : new HostPathStates(new GitIgnore(directory, reporter)).of(model);
        return new IsolationOptions(
                directory,
                request.share(),
                request.isolate(),
                request.literals(),
                plan.build(),
                plan.containerLabels(),
                paths,
                plan.running()
                        .moved(
                                paths.keySet(),
                                HostPathStates.ofVolumes(model),
                                directory,
                                request.directories(),
                                request.key().project(),
                                seen),
                engine.hasVolumeOptions(),
                seen,
                plan.running().volumes(),
                request.copyLimit(),
                request.seed(),
                Obstacles.NONE,
                plan.external());
    }

    /** The model with the plan's variables, but with their author's values for those behind published ports. */
    private ObjectNode written(PlannedStack plan, Stack stack) {
        Map<String, String> variables = new HashMap<>(plan.variables());
        variables.keySet().removeAll(plan.variablesBehindPorts());
        return model(variables, stack).orElse(stack.model());
    }

    /**
     * The model with all of the plan's variables; empty where that is the same. With a port as the value of its variable, Compose may refuse the
     * stack, as where the key of a volume has the variable in it.
     */
    private Optional<ObjectNode> moved(PlannedStack plan, Stack stack) {
        if (plan.variablesBehindPorts().isEmpty()) {
            return Optional.empty();
        }
        try {
            return model(plan.variables(), stack);
        } catch (CancelledException e) {
            throw e;
        } catch (EsbException e) {
            reporter.warn(
                    "Texts that mention a port of the host by a variable (%s) keep the variable's own value, because with the environment's ports in its place: %s"
                            .formatted(String.join(", ", new TreeSet<>(plan.variablesBehindPorts())), e.getMessage()));
            return Optional.empty();
        }
    }

    /** Compose reads the files again only if they use one of the variables that have other values now; else empty. */
    private Optional<ObjectNode> model(Map<String, String> planned, Stack stack) {
        Map<String, String> all = request.variablesBeforePlan();
        Set<String> changed = new HashSet<>(planned.keySet());
        changed.removeIf(name -> planned.get(name).equals(all.get(name)));
        if (!stack.mayUse(changed)) {
            return Optional.empty();
        }
        all.putAll(planned);
        return Optional.of(reader.model(stack, all));
    }
}
