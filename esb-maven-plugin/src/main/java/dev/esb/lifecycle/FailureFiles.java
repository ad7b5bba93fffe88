package dev.esb.lifecycle;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Reporter;
import dev.esb.docker.ContainerSummary;
import dev.esb.environment.Directories;
import dev.esb.environment.PrivateFiles;
import dev.esb.environment.UsableDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Saves what a user needs to find the cause of a failed start after the containers are removed.
 *
 * @param directory where the files are written
 */
record FailureFiles(Path directory, Reporter reporter) {

    /**
     * Removes those of an earlier {@code up}, which say nothing of the one that starts.
     *
     * @throws EsbException when they cannot be removed
     */
    static void removeEarlier(Directories directories) {
        Path directory = directories.failure();
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        new UsableDirectories(directories).requireOutput();
        try {
            PrivateFiles.deleteDirectory(directory);
        } catch (IOException e) {
            throw new EsbException(
                    "What an earlier 'esb:up' has left in '%s' cannot be removed: %s. Remove it, as the user that owns it."
                            .formatted(directory, FileProblem.of(e, directory)),
                    e);
        }
    }

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
                                    "%s\t%s\t%s\n".formatted(container.service(), container.name(), container.status()))
                            .collect(Collectors.joining()));
            if (!inspected.isEmpty()) {
                PrivateFiles.write(directory.resolve("inspect.json"), inspected);
            }
        } catch (IOException e) {
            reporter.warn("What is known of the failure could not be saved in '%s': %s"
                    .formatted(directory, FileProblem.of(e, directory)));
        }
    }
}
