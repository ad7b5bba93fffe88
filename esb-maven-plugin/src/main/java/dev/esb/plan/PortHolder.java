package dev.esb.plan;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.host.ListeningProcess;
import java.util.List;

/** Who has a port of the host. */
record PortHolder(Docker docker) {

    /** For a sentence: the container, or the process, as far as it can be known. */
    String describe(int port) {
        List<String> containers = docker.run(new ContainerCommand.Publishing(port));
        return containers.isEmpty()
                ? ListeningProcess.on(port)
                        .map(process -> "the process " + process)
                        .orElse("a process outside the engine (Linux: 'ss -ltnup sport = :%d' shows it to root)"
                                .formatted(port))
                : "the container '%s'".formatted(containers.get(0));
    }
}
