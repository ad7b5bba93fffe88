package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerException;
import dev.esb.engine.Engine;
import dev.esb.goal.GoalContext;
import dev.esb.parameter.YesOrNo;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** The part that all goals have in common: the {@code docker} command, the parameter {@code skip}, and the handling of errors. */
abstract class AbstractEngineMojo extends AbstractMojo {
    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true)
    private MavenProject project;

    @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
    private File baseDirectory;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution mojoExecution;

    /** Skips the goal. */
    @Parameter(property = "esb.skip", defaultValue = "false")
    private String skip;

    /** The environment variables that the goal reads and its programs see. */
    private Map<String, String> variables = System.getenv();

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (isOncePerBuild() && !isInFirstModule()) {
            return;
        }
        try {
            UnknownProperties.of(mojoExecution, session, project()).say(isStrict(), getLog());
            String reason = YesOrNo.read("esb.skip", skip) ? "esb.skip" : skipReason();
            if (reason.isEmpty()) {
                run();
            } else {
                getLog().info("Skipped (" + reason + ")");
            }
        } catch (EsbException e) {
            // Without the cause, whose message Maven would append: the exception's own message has what the user needs.
            getLog().debug(e);
            throw new MojoFailureException(e.getMessage());
        } catch (DockerException e) {
            // Asked only now: before the first command, it would take longer than the rest of some goals.
            Optional<EsbException> reason = Engine.fault(e, docker(), processEnvironment());
            if (reason.isPresent()) {
                getLog().debug(e);
                throw new MojoFailureException(reason.get().getMessage());
            }
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    /**
     * Does the goal's work. Reads all parameters before it runs the first {@code docker} command, and before it makes anything.
     *
     * @throws EsbException for an error that the user can correct; Maven prints its message as the goal's failure
     */
    abstract void run();

    /**
     * Whether the goal is not about a module, and does its work once in a build with several. Not an aggregator, which Maven 3.9.0 cannot run
     * without a pom.
     */
    boolean isOncePerBuild() {
        return false;
    }

    private boolean isInFirstModule() {
        MavenProject first = session.getTopLevelProject();
        return first == null || first.equals(project);
    }

    /** Why the goal is skipped, for the log; empty to run it. */
    String skipReason() {
        return "";
    }

    /** Whether Maven runs the goal in a phase of the lifecycle; if not, the user has named the goal on the command line. */
    final boolean isBoundToLifecycle() {
        return mojoExecution.getLifecyclePhase() != null;
    }

    final MavenSession session() {
        return session;
    }

    /** The module; Maven's own stand-in for one where there is no pom. */
    final MavenProject project() {
        return project;
    }

    final Path baseDirectory() {
        return baseDirectory.toPath().toAbsolutePath().normalize();
    }

    /** The key of this plugin in a pom. */
    final String pluginKey() {
        return mojoExecution.getMojoDescriptor().getPluginDescriptor().getPluginLookupKey();
    }

    final String pluginVersion() {
        return mojoExecution.getMojoDescriptor().getPluginDescriptor().getVersion();
    }

    final Map<String, String> processEnvironment() {
        return variables;
    }

    final DockerCli docker() {
        return new DockerCli(baseDirectory(), variables, line -> getLog().debug(line));
    }

    /** What the code that Maven's goals and the command line have in common uses. */
    final GoalContext context() {
        return context(docker());
    }

    final GoalContext context(Docker docker) {
        return new GoalContext(
                docker,
                processEnvironment(),
                reporter(),
                this::print,
                UnaryOperator.identity(),
                () -> Progress.of(session, processEnvironment(), getLog()),
                () -> BuildOwner.process(session));
    }

    final Reporter reporter() {
        return new LogReporter(getLog());
    }

    /** Whether a property that no goal knows is an error: only {@code up} has a parameter for it. */
    boolean isStrict() {
        return YesOrNo.read("esb.strict", session.getUserProperties().getProperty("esb.strict"));
    }

    /** Prints a line of the goal's result to the standard output, without Maven's prefix, so that other programs can read it. */
    final void print(String line) {
        StandardOutput.print(line);
    }
}
