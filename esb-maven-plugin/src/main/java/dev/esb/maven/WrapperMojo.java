package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.compose.StackFiles;
import dev.esb.environment.UnusableValueException;
import dev.esb.parameter.Entries;
import dev.esb.parameter.YesOrNo;
import dev.esb.wrapper.ProjectFile;
import dev.esb.wrapper.WrapperFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Writes a command of the project's own into the directory in which Maven runs: {@code esb}, for Windows {@code esb.cmd}, and {@code .esb.properties} with
 * what the pom says of the environment, to be committed. {@code ./esb --help} lists what it can do. Works in a directory without a pom as well. Fails if there are other files of
 * these names, or several modules have a stack.
 */
@Mojo(name = "wrapper", requiresProject = false, threadSafe = true)
public final class WrapperMojo extends AbstractEngineMojo {

    /** The directory into which the files are written, absolute or relative to the one in which Maven runs. Default: that one itself. */
    @Parameter(property = "esb.directory", defaultValue = ".")
    private String directory;

    /** Whether the scripts are written as well, and not {@code .esb.properties} alone. */
    @Parameter(property = "esb.scripts", defaultValue = "true")
    private String scripts;

    @Override
    boolean isOncePerBuild() {
        return true;
    }

    @Override
    void run() {
        Path target = baseDirectory()
                .resolve(Entries.path("esb.directory", directory))
                .normalize();
        if (!Files.isDirectory(target)) {
            throw new UnusableValueException("directory", "esb.directory", directory, "a directory that is there");
        }
        boolean withScripts = YesOrNo.read("esb.scripts", scripts);
        ProjectFile project = projectFile(target, withScripts);
        if (!withScripts) {
            WrapperFiles.writeProject(target, project);
            return;
        }
        List<String> written = WrapperFiles.write(target, project);
        getLog().info(
                        written.isEmpty()
                                ? "'%s' has the command ./esb already, as this version of the plugin writes it"
                                        .formatted(target)
                                : "Wrote %s into '%s'. Commit them; './esb --help' lists what it can do"
                                        .formatted(String.join(", ", written), target));
    }

    private ProjectFile projectFile(Path target, boolean isCommitted) {
        List<PomSettings> stacks = session().getProjects().stream()
                .filter(module -> module.getFile() != null)
                .map(module -> new PomSettings(module, pluginKey(), pluginVersion()))
                .filter(settings -> settings.hasStack() && hasStack(settings.project()))
                .toList();
        if (stacks.size() > 1) {
            throw new EsbException(
                    "Several modules have a stack (%s). Write a command into each of them: mvn -f %s esb:wrapper"
                            .formatted(
                                    stacks.stream()
                                            .map(settings -> settings.project().getArtifactId())
                                            .collect(Collectors.joining(", ")),
                                    baseDirectory()
                                            .relativize(stacks.get(0)
                                                    .project()
                                                    .getBasedir()
                                                    .toPath())));
        }
        if (stacks.isEmpty()) {
            return ProjectFile.withoutPom(pluginVersion());
        }
        PomSettings stack = stacks.get(0);
        if (!isCommitted) {
            return stack.keptIn(target);
        }
        stack.envExpression()
                .ifPresent(expression -> getLog().warn(
                                "The pom has an expression for 'env' (%s), which only Maven can read: name the environment with ./esb COMMAND --env=NAME or ESB_ENV"
                                        .formatted(expression)));
        return stack.committedTo(target);
    }

    /** Not so in a module that has the goal from its parent, and no Compose file. */
    private boolean hasStack(MavenProject module) {
        return StackPresence.reasonForNone(module, pluginKey()).isEmpty()
                || StackFiles.areIn(module.getBasedir().toPath(), processEnvironment());
    }
}
