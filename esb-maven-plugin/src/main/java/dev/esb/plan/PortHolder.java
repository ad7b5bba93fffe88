package dev.esb.plan;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.PublishedPorts;
import dev.esb.host.ListeningProcess;
import java.util.List;

/** Finds out which container or process uses a port of the host. */
public record PortHolder(Docker docker) {

    /** The container or process, as the end of a sentence: {@code the container 'web-1'}. */
    public String describe(int port) {
        List<String> running = docker.run(new ContainerCommand.ListRunning());
        List<String> containers = (running.isEmpty()
                        ? List.<PublishedPorts>of()
                        : docker.run(new ContainerCommand.InspectPorts(running)))
                .stream()
                        .filter(container -> container.contains(port))
                        .map(PublishedPorts::name)
                        .toList();
        return containers.isEmpty()
                ? ListeningProcess.on(port)
                        .map(process -> "the process " + process)
                        .orElse("a process outside the engine (Linux: 'ss -ltnup sport = :%d' shows it to root)"
                                .formatted(port))
                : "the container '%s'".formatted(containers.get(0));
    }
}
