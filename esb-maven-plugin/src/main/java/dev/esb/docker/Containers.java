package dev.esb.docker;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists the containers of Compose projects, found by the labels that Compose sets. */
public record Containers(Docker docker) {

    /** The containers that Compose created for the services of a project. */
    public List<ContainerSummary> of(String project) {
        return allOf(project).stream().filter(ContainerSummary::isPartOfStack).toList();
    }

    /** All containers with the label of a project, including those that a user started from an image that Compose built for it. */
    public List<ContainerSummary> allOf(String project) {
        return list(ComposeLabels.ofProject(project));
    }

    /** The containers that Compose created for the services of any project on the engine. */
    public List<ContainerSummary> ofAllProjects() {
        return list(ComposeLabels.PROJECT).stream()
                .filter(ContainerSummary::isPartOfStack)
                .toList();
    }

    /** The containers that say which others are paused for a copy of their data; {@link PauseRecord#of} reads one. */
    public List<ContainerSummary> pauseRecords() {
        return list(ComposeLabels.SERVICE + "=" + ComposeLabels.PAUSE);
    }

    private List<ContainerSummary> list(String label) {
        List<ContainerSummary> listed = docker.run(new ContainerCommand.ListAll(label));
        List<String> lacking = listed.stream()
                .filter(ContainerSummary::lacksPorts)
                .map(ContainerSummary::id)
                .toList();
        if (lacking.isEmpty()) {
            return listed;
        }
        Map<String, PublishedPorts> ports = docker.run(new ContainerCommand.InspectPorts(lacking)).stream()
                .collect(Collectors.toMap(PublishedPorts::id, Function.identity()));
        return listed.stream()
                .map(container ->
                        ports.containsKey(container.id()) ? container.with(ports.get(container.id())) : container)
                .toList();
    }
}
