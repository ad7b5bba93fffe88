package dev.esb.maven;

import dev.esb.goal.OutputFormat;
import dev.esb.goal.PsGoal;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists the containers of an environment, and the paths of this machine in place of which they see volumes. Needs only the name. Fails if there is no such environment,
 * or it has no containers.
 */
@Mojo(name = "ps", requiresProject = false, threadSafe = true)
public final class PsMojo extends AbstractEnvironmentMojo {

    /** {@code table}, or {@code json} for other programs to read (with {@code mvn -q}, so that Maven prints nothing else). */
    @Parameter(property = "esb.format", defaultValue = "table")
    private String format;

    @Override
    void run() {
        OutputFormat output = OutputFormat.of(format);
        new PsGoal(context()).run(key(), output);
    }
}
