package dev.esb.docker;

import java.util.List;

/** The containers of environments, found by the labels that Compose gives them. */
public record Containers(Docker docker) {

    public List<ContainerSummary> of(String project) {
        return docker.run(new ContainerCommand.ListAll(ComposeLabels.ofProject(project))).stream()
                .filter(ContainerSummary::isPartOfStack)
                .toList();
    }

    /** Everything that was made for a project, by hand from one of its images too. */
    public List<ContainerSummary> allOf(String project) {
        return docker.run(new ContainerCommand.ListAll(ComposeLabels.ofProject(project)));
    }

    public List<ContainerSummary> ofAllProjects() {
        return docker.run(new ContainerCommand.ListAll(ComposeLabels.PROJECT)).stream()
                .filter(ContainerSummary::isPartOfStack)
                .toList();
    }
}
