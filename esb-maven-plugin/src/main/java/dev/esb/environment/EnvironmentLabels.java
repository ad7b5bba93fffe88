package dev.esb.environment;

/** Labels that the plugin puts on what belongs to an environment, beside Compose's own. */
public final class EnvironmentLabels {
    /** The build that an environment ends with; on everything that Compose makes for it. */
    public static final String BUILD = "dev.esb.build";

    private EnvironmentLabels() {}
}
