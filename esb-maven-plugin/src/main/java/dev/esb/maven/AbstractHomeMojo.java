package dev.esb.maven;

import dev.esb.environment.DirectoryLayout;
import dev.esb.parameter.HomeParameter;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of the goals that work on the directories of environments. */
abstract class AbstractHomeMojo extends AbstractEngineMojo {
    /** The directory in which each environment of this user has a directory for its certificates and data. */
    @Parameter(property = "esb.home", defaultValue = "${user.home}/.esb")
    private String home;

    /** @throws dev.esb.EsbException when {@code home} cannot be a directory */
    final DirectoryLayout layout() {
        return layout(HomeParameter.read(home, baseDirectory()));
    }

    /** As {@link #layout()}, also where a file is in the way. */
    final DirectoryLayout layoutAsNamed() {
        return layout(HomeParameter.path(home, baseDirectory()));
    }

    private DirectoryLayout layout(Path directory) {
        return DirectoryLayout.of(directory, buildDirectory(), processEnvironment());
    }

    final Path buildDirectory() {
        boolean hasPom = project() != null && project().getFile() != null;
        return hasPom
                ? Path.of(project().getBuild().getDirectory())
                : baseDirectory().resolve("target");
    }
}
