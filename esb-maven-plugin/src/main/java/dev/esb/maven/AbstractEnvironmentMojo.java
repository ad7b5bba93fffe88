package dev.esb.maven;

import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What the goals have that are about one environment. */
abstract class AbstractEnvironmentMojo extends AbstractEngineMojo {
    @Parameter(defaultValue = "${project}", readonly = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution mojoExecution;

    /**
     * The name of the environment, which scopes everything that belongs to it: letters (folded to lower case), digits, {@code -}
     * and {@code _}, at most 40 characters. The command line ({@code -Desb.env}) comes before the variable {@code ESB_ENV}, and
     * that before the pom. Without any of them it is {@code default}, in which the stack runs as its files were written.
     */
    @Parameter(property = "esb.env")
    private String env;

    /**
     * A name for the stack, in builds that run several stacks in one environment. It follows the same rules as {@code env}. Default:
     * none.
     */
    @Parameter(property = "esb.stack")
    private String stack;

    /** The directory that holds a directory for each environment of this user. */
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

    /** Whether the goal runs as part of a build, rather than because somebody named it on the command line. */
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
