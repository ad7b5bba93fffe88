package dev.esb.maven;

import dev.esb.FileProblem;
import dev.esb.checkout.AutomaticName;
import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.EnvironmentKeySource;
import dev.esb.lease.Lease;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of the goals that work on one environment. */
abstract class AbstractEnvironmentMojo extends AbstractHomeMojo {
    /**
     * The name of the environment, which becomes part of the name of everything that belongs to it: letters (folded to lower case),
     * digits, {@code -} and {@code _}, with a letter or digit first, at most 40 characters. Any other name is an error. The command line
     * ({@code -Desb.env}) comes before the variable {@code ESB_ENV}, and that before the pom. {@code auto} is a name of its own for each
     * checkout of a project, such as {@code main-5f0c27d1}, and in CI for each job. Default: {@code default}, in which the
     * stack runs as its Compose files were written.
     */
    @Parameter(property = "esb.env")
    private String env;

    /**
     * A name for the stack, in builds that run several stacks under one {@code env}. The rules for {@code env} apply to it as well; the
     * command line ({@code -Desb.stack}) comes before the pom. Default: none.
     */
    @Parameter(property = "esb.stack")
    private String stack;

    final EnvironmentKey key() {
        return EnvironmentKeySource.choose(
                session().getUserProperties(),
                processEnvironment(),
                env,
                stack,
                () -> automaticName().value());
    }

    /** Called before an environment is brought up: where its name is {@code auto}, it keeps that name when the branch changes. */
    final void fixName() {
        if (!EnvironmentKeySource.isAutomatic(session().getUserProperties(), processEnvironment(), env)) {
            return;
        }
        try {
            automaticName().fix();
        } catch (IOException e) {
            getLog().warn("The environment's name cannot be kept for this checkout, and changes with its branch: %s"
                    .formatted(FileProblem.of(e)));
        }
    }

    final AutomaticName automaticName() {
        return AutomaticName.in(baseDirectory(), processEnvironment());
    }

    final SkippedStacks skippedStacks() {
        @SuppressWarnings("unchecked")
        Map<Object, Object> context = getPluginContext();
        return new SkippedStacks(context);
    }

    final boolean isOfThisBuild(Lease lease) {
        return lease.owner().isBuild(BuildOwner.process(session()));
    }

    /** An empty value counts as none, for parameters without a default. */
    static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }
}
