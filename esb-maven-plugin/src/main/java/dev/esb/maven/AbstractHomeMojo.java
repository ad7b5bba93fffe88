package dev.esb.maven;

import dev.esb.environment.DirectoryLayout;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of the goals that work on the directories of environments. */
abstract class AbstractHomeMojo extends AbstractEngineMojo {
    /** The directory in which each environment of this user has a directory for its certificates and data. */
    @Parameter(property = "esb.home", defaultValue = "${user.home}/.esb")
    private File home;

    final DirectoryLayout layout() {
        return DirectoryLayout.of(home.toPath().toAbsolutePath(), buildDirectory(), processEnvironment());
    }

    final Path buildDirectory() {
        boolean hasPom = project() != null && project().getFile() != null;
        return hasPom
                ? Path.of(project().getBuild().getDirectory())
                : baseDirectory().resolve("target");
    }
}
