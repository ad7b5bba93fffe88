package dev.esb.project;

import dev.esb.EsbException;
import dev.esb.checkout.Checkout;
import dev.esb.wrapper.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what the pom of a module says, for a program that knows no more than the module's directory: from the {@code .esb.properties} that {@code up} has
 * left in the build directory, else from the one that is committed, else from Maven.
 */
public record ModuleProject(Surroundings surroundings) {

    /**
     * Reads it, or has Maven write it.
     *
     * @throws EsbException when Maven cannot be asked
     */
    public Project find() {
        Path module = surroundings.project();
        Path left = module.resolve("target").resolve("esb");
        if (isCurrent(left.resolve(ProjectFile.NAME), module.resolve("pom.xml"))) {
            return in(left);
        }
        Optional<Project> committed = committed(module);
        if (committed.isPresent()) {
            return committed.get();
        }
        if (!Files.isRegularFile(module.resolve("pom.xml"))) {
            return in(module);
        }
        askMaven(module, left);
        return in(left);
    }

    private Project in(Path directory) {
        return Project.in(directory, surroundings.variables());
    }

    /** In the module, or above it in the checkout. */
    private Optional<Project> committed(Path module) {
        for (Path directory : Checkout.upwards(module)) {
            if (Files.exists(directory.resolve(ProjectFile.NAME))) {
                Project project = in(directory);
                if (project.module().equals(module)) {
                    return Optional.of(project);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isCurrent(Path file, Path pom) {
        try {
            return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(pom)) >= 0;
        } catch (IOException e) {
            // There is none.
            return false;
        }
    }

    private void askMaven(Path module, Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new EsbException("'%s' cannot be made: %s.".formatted(directory, e.getMessage()), e);
        }
        int exitCode = new MavenProgram(surroundings, module)
                .run(List.of(
                        "-q",
                        "dev.esb:esb-maven-plugin:" + GoalDescription.pluginVersion() + ":wrapper",
                        "-Desb.scripts=false",
                        "-Desb.directory=" + directory));
        if (exitCode != 0 || !Files.exists(directory.resolve(ProjectFile.NAME))) {
            throw new EsbException("Maven cannot say what '%s' has of the stack; its own words are above."
                    .formatted(module.resolve("pom.xml")));
        }
    }
}
