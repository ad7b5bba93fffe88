package dev.esb.maven;

import dev.esb.goal.ListGoal;
import dev.esb.goal.OutputFormat;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Lists the environments on the engine, and says which of them ended builds have left behind. Takes none of them down. */
@Mojo(name = "list", requiresProject = false, threadSafe = true)
public final class ListMojo extends AbstractHomeMojo {

    /** {@code table}, or {@code json} for other programs to read (with {@code mvn -q}, so that Maven prints nothing else). */
    @Parameter(property = "esb.format", defaultValue = "table")
    private String format;

    @Override
    boolean isOncePerBuild() {
        return true;
    }

    @Override
    void run() {
        new ListGoal(context()).run(OutputFormat.of(format));
    }
}
