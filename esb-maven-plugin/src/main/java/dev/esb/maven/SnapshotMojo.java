package dev.esb.maven;

import dev.esb.goal.OutputFormat;
import dev.esb.goal.SnapshotGoal;
import dev.esb.parameter.YesOrNo;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists the snapshots on the engine, with the environments that use them, and with {@code -Desb.prune=true} removes those that no environment uses. {@code
 * esb:up -Desb.snapshot=true} makes them.
 */
@Mojo(name = "snapshot", requiresProject = false, threadSafe = true)
public final class SnapshotMojo extends AbstractHomeMojo {

    /** Removes the snapshots that no environment uses, and what killed builds have left of others, instead of listing them. */
    @Parameter(property = "esb.prune", defaultValue = "false")
    private String prune;

    /** {@code table}, or {@code json} for other programs to read (with {@code mvn -q}, so that Maven prints nothing else). */
    @Parameter(property = "esb.format", defaultValue = "table")
    private String format;

    @Override
    boolean isOncePerBuild() {
        return true;
    }

    @Override
    void run() {
        boolean isRemoval = YesOrNo.read("esb.prune", prune);
        new SnapshotGoal(context()).run(isRemoval, OutputFormat.of(format));
    }
}
