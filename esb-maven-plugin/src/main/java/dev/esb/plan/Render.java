package dev.esb.plan;

import dev.esb.EsbException;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.compose.StackReader;
import dev.esb.docker.Docker;
import dev.esb.docker.Engine;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.isolation.Finding;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes the rendered file and starts nothing. */
public final class Render {
    private final Docker docker;
    private final Map<String, String> processEnvironment;

    public Render(Docker docker, Map<String, String> processEnvironment) {
        this.docker = docker;
        this.processEnvironment = processEnvironment;
    }

    /**
     * What was rendered.
     *
     * @param engineAnswers whether the engine was asked for the environment's slot; without an engine it is the preferred one
     */
    public record Result(EnvironmentPlan environment, List<Finding> findings, boolean engineAnswers) {}

    /**
     * Renders the stack with the lease that the environment has, or as if it got the slot that it would like best.
     *
     * @throws EsbException when Compose cannot read the stack or the file cannot be written
     */
    public Result run(StackRequest request) {
        StackFiles files = StackFiles.find(request.baseDirectory(), request.files(), processEnvironment);
        StackReader reader =
                new StackReader(docker, files, request.key().project(), request.profiles(), request.envFile());
        Stack stack = reader.read(request.variablesBeforePlan());
        boolean engineAnswers = true;
        Engine engine = Engine.local("");
        List<Lease> leases = List.of();
        try {
            engine = Engine.check(docker, processEnvironment);
            leases = LeaseRegistry.reading(docker).all();
        } catch (EsbException e) {
            engineAnswers = false;
        }
        PlannedStack plan = new Planner(request, stack, files.toString(), engine).preview(leases);
        try {
            List<Finding> findings =
                    new StackRenderer(request, files, reader).write(plan, stack).findings();
            return new Result(plan.environment(), findings, engineAnswers);
        } catch (IOException e) {
            throw new EsbException(
                    "The rendered file '%s' cannot be written: %s. Check who owns the directory, and the disk."
                            .formatted(request.directories().renderedFile(), e.getMessage()),
                    e);
        }
    }
}
