package dev.esb.service;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSettings;
import dev.esb.docker.ContainerStart;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The containers that do not run, and are neither paused nor about to start again.
 *
 * @param missed those that were stopped or killed, or have failed
 * @param done those of one-shot services that have done their work
 */
public record Ended(List<ContainerSummary> missed, List<ContainerSummary> done) {

    /**
     * Tells them apart. One that has ended with 0 is done, unless a goal has ended it, or it publishes a port, or the engine would start it again had its
     * user not stopped it.
     */
    public static Ended of(Docker docker, List<ContainerSummary> containers, StoppedFile stopped) {
        List<ContainerSummary> ended =
                containers.stream().filter(container -> !container.isAlive()).toList();
        List<ContainerSummary> withZero = ended.stream()
                .filter(container -> container.exitCode().orElse(-1) == 0)
                .toList();
        if (withZero.isEmpty()) {
            return new Ended(ended, List.of());
        }
        List<String> ids = Stop.ids(withZero);
        Set<String> stoppedIds = docker.run(new ContainerCommand.InspectStarts(ids)).stream()
                .filter(stopped::has)
                .map(ContainerStart::id)
                .collect(Collectors.toSet());
        Set<String> servers = docker.run(new ContainerCommand.Settings(ids)).stream()
                .filter(Ended::isServer)
                .map(ContainerSettings::service)
                .collect(Collectors.toSet());
        List<ContainerSummary> done = withZero.stream()
                .filter(container -> !stoppedIds.contains(container.id()) && !servers.contains(container.service()))
                .toList();
        return new Ended(
                ended.stream().filter(container -> !done.contains(container)).toList(), done);
    }

    private static boolean isServer(ContainerSettings container) {
        return !container.tcpPorts().isEmpty()
                || List.of("always", "unless-stopped").contains(container.restart());
    }
}
