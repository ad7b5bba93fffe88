package dev.esb.docker;

/** Labels that Compose sets on everything that it creates. */
public final class ComposeLabels {
    /** The project, on containers, networks, volumes and images. */
    public static final String PROJECT = "com.docker.compose.project";

    /** The service of a container. */
    static final String SERVICE = "com.docker.compose.service";

    /** The number of a container within its service, from 1. */
    static final String NUMBER = "com.docker.compose.container-number";

    /** The key of a network in the Compose file. */
    static final String NETWORK = "com.docker.compose.network";

    private ComposeLabels() {}

    /** The label filter that selects everything that Compose created for a project. */
    public static String ofProject(String project) {
        return PROJECT + "=" + project;
    }
}
