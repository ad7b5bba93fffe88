package dev.esb.start;

import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.ProgressLine;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Stops the containers of services that are not in the stack any more, while Compose stops them as well.
 *
 * <p>Before {@code docker compose up} removes such a container, it waits ten seconds for its processes to end, and {@code --timeout} does
 * not count there (seen with Compose 2.26). A second request to stop it kills them after its own grace period, and Compose goes on.
 *
 * <p>All of them get that time, also those that do not hear the signal: Compose has sent it by now, and a process that handles it may
 * ignore a second one.
 */
public final class RemovedServices implements Consumer<String> {
    private final Docker docker;
    private final Reporter reporter;
    private final String project;
    private final Collection<String> services;
    private final Duration stopTimeout;

    /**
     * @param services the services that are in the stack; their containers are left to Compose
     * @param stopTimeout how long the processes in the containers may take to end, in whole seconds
     */
    public RemovedServices(
            Docker docker, Reporter reporter, String project, Collection<String> services, Duration stopTimeout) {
        this.docker = docker;
        this.reporter = reporter;
        this.project = project;
        this.services = services;
        this.stopTimeout = stopTimeout;
    }

    /** Takes a line of Compose's output. Does not wait, so that the next lines are read. */
    @Override
    public void accept(String line) {
        ProgressLine.parse(line)
                .filter(ProgressLine::isContainerStop)
                .ifPresent(stop -> Background.run(() -> stop(stop.name())));
    }

    void stop(String name) {
        try {
            // By id: another container can have the name a moment later.
            List<String> removed = new Containers(docker)
                    .of(project).stream()
                            .filter(container -> container.name().equals(name))
                            .filter(container -> !services.contains(container.service()))
                            .map(ContainerSummary::id)
                            .toList();
            if (!removed.isEmpty()) {
                docker.run(new ContainerCommand.Stop(removed, (int) stopTimeout.toSeconds()));
            }
        } catch (DockerException | EsbException e) {
            // Compose stops it all the same, only later.
            reporter.debug(e.getMessage());
        }
    }
}
