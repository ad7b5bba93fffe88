package dev.esb.lifecycle;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.DockerCli;
import java.util.List;

/** Who has a port of the host. */
record PortHolder(DockerCli docker) {

    /** For the middle of a sentence: the container, where it is one. */
    String describe(int port) {
        List<String> containers = docker.run(new ContainerCommand.Publishing(port));
        return containers.isEmpty()
                ? " by a process outside the engine (Linux: ss -ltnup 'sport = :%d' shows it)".formatted(port)
                : " by the container '%s'".formatted(containers.get(0));
    }
}
