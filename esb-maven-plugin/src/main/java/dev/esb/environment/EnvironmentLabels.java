package dev.esb.environment;

/** Labels, beside Compose's own, on the containers, networks and volumes of environments. */
public final class EnvironmentLabels {
    /** Names the build that the environment ends with; on every container, network and volume that Compose creates for it. */
    public static final String BUILD = "dev.esb.build";

    private EnvironmentLabels() {}
}
