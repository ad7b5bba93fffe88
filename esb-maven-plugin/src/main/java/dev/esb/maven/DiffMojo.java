package dev.esb.maven;

import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.DiffGoal;
import dev.esb.goal.OutputFormat;
import dev.esb.parameter.CopyDirectory;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists what the containers of an environment have added, changed and deleted in the paths of this machine that the environment has for itself, and
 * copies it out if {@code copy} says where to. Needs only the name. Fails if there is no such environment, or it has no containers.
 */
@Mojo(name = "diff", requiresProject = false, threadSafe = true)
public final class DiffMojo extends AbstractEnvironmentMojo {

    /** {@code table}, or {@code json} for other programs to read (with {@code mvn -q}, so that Maven prints nothing else). */
    @Parameter(property = "esb.format", defaultValue = "table")
    private String format;

    /**
     * The directory into which the files are copied that were added or changed, with their permissions: those of a path in the stack's directory under
     * the path from there, others under their whole path, and those of a volume that is made outside the stack under {@code _volumes} and its name. It has to be empty or not there yet. Default: nothing is copied.
     */
    @Parameter(property = "esb.copy")
    private String copy;

    @Override
    void run() {
        OutputFormat output = OutputFormat.of(format);
        Optional<Path> directory = CopyDirectory.read(copy, baseDirectory());
        EnvironmentKey key = key();
        new DiffGoal(context()).run(key, layout().of(key), directory, output);
    }
}
