package dev.esb.docker;

import java.util.Map;

/** Labels that Compose sets on everything that it creates. */
public final class ComposeLabels {
    /** The project, on containers, networks, volumes and images. */
    public static final String PROJECT = "com.docker.compose.project";

    /** The service of a container. */
    static final String SERVICE = "com.docker.compose.service";

    /** The number of a container within its service, from 1. */
    static final String NUMBER = "com.docker.compose.container-number";

    /** What a container's service starts after: {@code db:service_healthy:false,seed:service_completed_successfully:false}. */
    public static final String DEPENDS_ON = "com.docker.compose.depends_on";

    /** The directory of a container's project: that of its first file, or {@code --project-directory}. */
    public static final String WORKING_DIRECTORY = "com.docker.compose.project.working_dir";

    /** The key of a network in the Compose file. */
    static final String NETWORK = "com.docker.compose.network";

    /** The key of a volume in the Compose file. */
    public static final String VOLUME = "com.docker.compose.volume";

    /** Without it, Compose does not see a container. */
    private static final String CONFIG_HASH = "com.docker.compose.config-hash";

    /** In place of a service; no service can have that name. */
    static final String HELPER = "(moved paths)";

    /** In place of a service, of a container that only mounts volumes, so that they count as used. */
    static final String HOLDER = "(overlays)";

    /** In place of a service, of a {@link PauseRecord}. */
    static final String PAUSE = "(paused copy)";

    private ComposeLabels() {}

    /** The label filter that selects everything that Compose created for a project. */
    public static String ofProject(String project) {
        return PROJECT + "=" + project;
    }

    /** With these, Compose takes a volume for one that it has created itself. */
    public static Map<String, String> ofVolume(String project, String key) {
        return Map.of(PROJECT, project, VOLUME, key);
    }

    /** With these, Compose does not see a container, and so leaves it alone. */
    public static Map<String, String> ofHolder(String project) {
        return Map.of(PROJECT, project, SERVICE, HOLDER);
    }

    /** With these, Compose does not see a container, and {@link PauseRecord} knows it. */
    static Map<String, String> ofPause(String project) {
        return Map.of(PROJECT, project, SERVICE, PAUSE);
    }

    /**
     * With these, Compose takes a container for one of a service that is not in the file any more: {@code up --remove-orphans} and
     * {@code down} remove it.
     */
    public static Map<String, String> ofHelper(String project) {
        return Map.of(PROJECT, project, SERVICE, HELPER, CONFIG_HASH, "none");
    }
}
