package dev.esb.docker;

import java.util.List;

/** Lists the containers of Compose projects, found by the labels that Compose sets. */
public record Containers(Docker docker) {

    /** The containers that Compose created for the services of a project. */
    public List<ContainerSummary> of(String project) {
        return docker.run(new ContainerCommand.ListAll(ComposeLabels.ofProject(project))).stream()
                .filter(ContainerSummary::isPartOfStack)
                .toList();
    }

    /** All containers with the label of a project, including those that a user started from an image that Compose built for it. */
    public List<ContainerSummary> allOf(String project) {
        return docker.run(new ContainerCommand.ListAll(ComposeLabels.ofProject(project)));
    }

    /** The containers that Compose created for the services of any project on the engine. */
    public List<ContainerSummary> ofAllProjects() {
        return docker.run(new ContainerCommand.ListAll(ComposeLabels.PROJECT)).stream()
                .filter(ContainerSummary::isPartOfStack)
                .toList();
    }
}
