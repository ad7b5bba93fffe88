package dev.esb.lifecycle;

import dev.esb.FileProblem;
import dev.esb.Reporter;
import dev.esb.docker.ContainerSummary;
import dev.esb.environment.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Saves what a user needs to find the cause of a failed start after the containers are removed.
 *
 * @param directory where the files are written; those of an earlier failure are deleted
 */
record FailureFiles(Path directory, Reporter reporter) {

    /**
     * Writes the files, which other users cannot read because the containers' variables are in them. Warns if that fails.
     *
     * @param inspected the engine's description of the containers; empty where there is none
     */
    void save(String reason, List<ContainerSummary> containers, String inspected) {
        try {
            PrivateFiles.deleteDirectory(directory);
            PrivateFiles.createDirectory(directory);
            PrivateFiles.write(directory.resolve("reason.txt"), reason + "\n");
            PrivateFiles.write(
                    directory.resolve("ps.txt"),
                    containers.stream()
                            .map(container ->
                                    "%s\t%s\t%s%n".formatted(container.service(), container.name(), container.status()))
                            .collect(Collectors.joining()));
            if (!inspected.isEmpty()) {
                PrivateFiles.write(directory.resolve("inspect.json"), inspected);
            }
        } catch (IOException e) {
            reporter.warn("What is known of the failure could not be saved in '%s': %s"
                    .formatted(directory, FileProblem.of(e)));
        }
    }
}
