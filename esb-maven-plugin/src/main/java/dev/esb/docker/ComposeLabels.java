package dev.esb.docker;

/** Labels that Compose puts on everything that it makes. */
public final class ComposeLabels {
    /** The project; on containers, networks, volumes and images. */
    public static final String PROJECT = "com.docker.compose.project";

    /** The service of a container. */
    static final String SERVICE = "com.docker.compose.service";

    /** Which of the service's containers it is, from 1. */
    static final String NUMBER = "com.docker.compose.container-number";

    private ComposeLabels() {}

    /** The label filter for everything that Compose made for a project. */
    public static String ofProject(String project) {
        return PROJECT + "=" + project;
    }
}
