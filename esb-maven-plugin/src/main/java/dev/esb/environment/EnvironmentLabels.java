package dev.esb.environment;

/** Labels, beside Compose's own, on the containers, networks and volumes of environments. */
public final class EnvironmentLabels {
    /**
     * Names the build or process that claimed the environment; on every container, network and volume that Compose creates for it. It stays
     * the same for as long as the environment is there.
     */
    public static final String BUILD = "dev.esb.build";

    /** The environment's name; on every container. */
    public static final String ENVIRONMENT = "dev.esb.env";

    /** The name of its stack; empty where the build has only one. On every container. */
    public static final String STACK = "dev.esb.stack";

    /** The stack's Compose files, as messages show them; on every container. */
    public static final String SOURCE = "dev.esb.source";

    /** Names, separated by commas, external volumes of the stack whose names look like those of anonymous ones; on every container. */
    public static final String EXTERNAL_VOLUMES = "dev.esb.external";

    /** The path of the host that a volume replaces; see {@link PathVolume}. */
    public static final String PATH = "dev.esb.path";

    /** On a volume with a copy of a path of this machine that containers only read: a text that stands for what was copied. */
    public static final String COPY = "dev.esb.copy";

    /**
     * On a volume that is laid over a directory of the host: what tells that directory from another one at the same path. On the two volumes with
     * what containers have written, and on the container that mounts all of them: empty.
     */
    public static final String OVERLAY = "dev.esb.overlay";

    /** On a volume that is laid over one which is made outside the stack, or is a copy of one: the name of that. */
    public static final String BELOW = "dev.esb.below";

    /** The ID of a snapshot: on the container that is the record of it or of its making, on its volumes, and on the image of the record. */
    public static final String SNAPSHOT = "dev.esb.snapshot";

    /** On a volume of an environment that is laid over one of a snapshot: the ID of that. */
    public static final String OF_SNAPSHOT = "dev.esb.snapshot.of";

    private EnvironmentLabels() {}
}
