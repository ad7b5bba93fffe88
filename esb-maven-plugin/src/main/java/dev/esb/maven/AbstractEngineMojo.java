package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerException;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What every goal has: an engine to talk to, and one way to tell of errors. */
abstract class AbstractEngineMojo extends AbstractMojo {
    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
    private File baseDirectory;

    /** Does nothing. */
    @Parameter(property = "esb.skip", defaultValue = "false")
    private boolean skip;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        String reason = skip ? "esb.skip" : skipReason();
        if (!reason.isEmpty()) {
            getLog().info("Skipped (" + reason + ")");
            return;
        }
        try {
            run();
        } catch (EsbException e) {
            // Maven appends the messages of causes; the paragraph says all that a user needs.
            getLog().debug(e);
            throw new MojoFailureException(e.getMessage());
        } catch (DockerException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    /** The goal's work. */
    abstract void run();

    /** Why the goal has nothing to do; empty when it has. */
    String skipReason() {
        return "";
    }

    final MavenSession session() {
        return session;
    }

    final Path baseDirectory() {
        return baseDirectory.toPath().toAbsolutePath().normalize();
    }

    final Map<String, String> processEnvironment() {
        return System.getenv();
    }

    final DockerCli docker() {
        return new DockerCli(baseDirectory(), line -> getLog().debug(line));
    }

    final Reporter reporter() {
        return new LogReporter(getLog());
    }

    /** For output that is the goal's result: as it is, so that other programs can read it. */
    final void print(String line) {
        System.out.println(line);
    }
}
