package dev.esb.service;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.docker.ContainerStart;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which containers of an environment a goal has ended, in a file of its directory. The engine does not tell: a server that was asked to end, and a
 * one-shot service that is done, both have ended with 0.
 *
 * <p>A line is the ID of a container and when it was started, so that it says nothing about a later run of that container.
 */
public record StoppedFile(EnvironmentKey key, Path path) {
    private static final String NAME = "stopped";

    public static StoppedFile in(EnvironmentKey key, Directories directories) {
        return new StoppedFile(key, directories.config().resolve(NAME));
    }

    /**
     * Notes containers that are about to be ended. An environment of another account, which has its directory elsewhere, gets none here.
     *
     * @throws EsbException when the file cannot be written
     */
    void add(List<ContainerStart> containers) {
        if (!Files.isDirectory(path.getParent())) {
            return;
        }
        Set<String> lines = read();
        containers.forEach(container -> lines.add(line(container)));
        try {
            PrivateFiles.write(path, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new EsbException(
                    "The environment '%s' stays as it is: what is stopped cannot be noted in '%s': %s."
                            .formatted(key, path, FileProblem.of(e)),
                    e);
        }
    }

    /** Whether a goal has ended the container, and nothing has started it since. */
    boolean has(ContainerStart container) {
        return read().contains(line(container));
    }

    private Set<String> read() {
        try {
            return new TreeSet<>(Files.readAllLines(path));
        } catch (IOException e) {
            // There is none, as a rule.
            return new TreeSet<>();
        }
    }

    private static String line(ContainerStart container) {
        return container.id() + " " + container.started();
    }
}
