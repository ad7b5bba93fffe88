package dev.esb.lifecycle;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.DockerCli;
import java.util.List;

/** The containers of environments, found by the labels that Compose gives them. */
record Containers(DockerCli docker) {
    private static final String PROJECT = "com.docker.compose.project";

    /** The filter for everything that Compose made for a project. */
    static String label(String project) {
        return PROJECT + "=" + project;
    }

    List<ContainerSummary> of(String project) {
        return docker.run(new ContainerCommand.ListAll(label(project))).stream()
                .filter(ContainerSummary::isPartOfStack)
                .toList();
    }

    /** Everything that was made for a project, by hand from one of its images too. */
    List<ContainerSummary> allOf(String project) {
        return docker.run(new ContainerCommand.ListAll(label(project)));
    }

    List<ContainerSummary> ofAllProjects() {
        return docker.run(new ContainerCommand.ListAll(PROJECT)).stream()
                .filter(ContainerSummary::isPartOfStack)
                .toList();
    }
}
