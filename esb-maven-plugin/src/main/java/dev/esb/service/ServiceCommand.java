package dev.esb.service;

import dev.esb.EsbException;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import java.util.List;
import java.util.Optional;

/**
 * A command in the first container of a service that runs, with the standard input and output of this process.
 *
 * @param service the service
 * @param user the user in the container, as {@code docker exec --user} takes it; empty for the container's own
 * @param words the program and its arguments
 */
public record ServiceCommand(String service, Optional<String> user, List<String> words) {
    /** In one call: whether there is a bash, only the container knows. */
    private static final List<String> SHELL = List.of("sh", "-c", "command -v bash >/dev/null && exec bash || exec sh");

    /** An interactive shell: bash where the image has it, else sh. */
    public static ServiceCommand shell(String service, Optional<String> user) {
        return new ServiceCommand(service, user, SHELL);
    }

    /**
     * Runs the command and waits for its end.
     *
     * @param hasTerminal whether this process has a terminal, so that the command gets one as well
     * @return the command's exit code
     * @throws EsbException when no container of the service runs
     */
    public int run(Docker docker, ServiceContainers containers, boolean hasTerminal) {
        return docker.passThrough(
                new ContainerCommand.ExecAttached(containers.running(service).name(), user, hasTerminal, words));
    }
}
