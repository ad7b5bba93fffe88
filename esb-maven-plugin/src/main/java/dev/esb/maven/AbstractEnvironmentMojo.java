package dev.esb.maven;

import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** The parameters of the goals that work on environments. */
abstract class AbstractEnvironmentMojo extends AbstractEngineMojo {
    @Parameter(defaultValue = "${project}", readonly = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution mojoExecution;

    /**
     * The name of the environment, which becomes part of the name of everything that belongs to it: letters (folded to lower case),
     * digits, {@code -} and {@code _}, with a letter or digit first, at most 40 characters. Any other name is an error. The command line
     * ({@code -Desb.env}) comes before the variable {@code ESB_ENV}, and that before the pom. Default: {@code default}, in which the
     * stack runs as its Compose files were written.
     */
    @Parameter(property = "esb.env")
    private String env;

    /**
     * A name for the stack, in builds that run several stacks under one {@code env}. The rules for {@code env} apply to it as well.
     * Default: none.
     */
    @Parameter(property = "esb.stack")
    private String stack;

    /** The directory in which each environment of this user has a directory for its certificates and data. */
    @Parameter(property = "esb.home", defaultValue = "${user.home}/.esb")
    private File home;

    final EnvironmentKey key() {
        String name = EnvironmentNameSource.choose(session().getUserProperties(), processEnvironment(), env);
        return EnvironmentKey.of(name, stack);
    }

    final DirectoryLayout layout() {
        return DirectoryLayout.of(home.toPath().toAbsolutePath(), buildDirectory(), processEnvironment());
    }

    final MavenProject project() {
        return project;
    }

    /** Whether Maven runs the goal in a phase of the lifecycle; if not, the user has named the goal on the command line. */
    final boolean isBoundToLifecycle() {
        return mojoExecution.getLifecyclePhase() != null;
    }

    final Path buildDirectory() {
        boolean hasPom = project != null && project.getFile() != null;
        return hasPom
                ? Path.of(project.getBuild().getDirectory())
                : baseDirectory().resolve("target");
    }
}
