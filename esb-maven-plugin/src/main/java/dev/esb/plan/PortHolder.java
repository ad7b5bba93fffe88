package dev.esb.plan;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.PublishedPorts;
import dev.esb.host.ListeningProcess;
import java.util.List;

/** Finds out which container or process uses a port of the host. Asks the engine once, when the first port is asked for. Not safe for use by several threads. */
public final class PortHolder {
    private final Docker docker;
    private List<PublishedPorts> published;

    /** For the ports of one answer: what the engine starts later is not seen. */
    public PortHolder(Docker docker) {
        this.docker = docker;
    }

    /** The container or process, as the end of a sentence: {@code the container 'web-1'}. */
    public String describe(int port) {
        return published().stream()
                .filter(container -> container.contains(port))
                .findFirst()
                .map(container -> "the container '%s'".formatted(container.name()))
                .orElseGet(() -> ListeningProcess.on(port)
                        .map(process -> "the process " + process)
                        .orElse("a process outside the engine (Linux: 'ss -ltnup sport = :%s' shows it to root)"
                                .formatted(port)));
    }

    private List<PublishedPorts> published() {
        if (published == null) {
            List<String> running = docker.run(new ContainerCommand.ListRunning());
            published = running.isEmpty() ? List.of() : docker.run(new ContainerCommand.InspectPorts(running));
        }
        return published;
    }
}
