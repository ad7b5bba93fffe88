package dev.esb.environment;

/**
 * Identifies an environment on an engine: by its name and, in builds that run several stacks, the name of the stack.
 *
 * @param stack the stack's name; empty where the build has only one
 */
public record EnvironmentKey(EnvironmentName name, String stack) {
    private static final String PREFIX = "esb-";

    /** Between the names of environment and stack in the names of directories. No legal name contains it. */
    private static final char SEPARATOR = '@';

    /**
     * The key for the names that a user gives.
     *
     * @param stack the stack's name, or {@code null} or empty for none
     * @throws dev.esb.EsbException when one of the names is not legal
     */
    public static EnvironmentKey of(String name, String stack) {
        return of(EnvironmentName.of(name), stack);
    }

    /**
     * The key for a name and what a user gives as the stack's.
     *
     * @param stack the stack's name, or {@code null} or empty for none
     * @throws dev.esb.EsbException when that is not legal
     */
    public static EnvironmentKey of(EnvironmentName name, String stack) {
        return new EnvironmentKey(
                name,
                stack == null || stack.isEmpty()
                        ? ""
                        : EnvironmentName.legal("stack name", "esb.stack", "esb.stack", stack));
    }

    /** Whether a Compose project's name is one that an environment could have. */
    public static boolean isProject(String project) {
        return project.startsWith(PREFIX);
    }

    /**
     * The Compose project of the environment whose directories have a name. That can be any name which a directory on the disk has.
     *
     * @param directoryName such as {@code e2e-1} or {@code e2e-1@orders}
     */
    public static String projectOf(String directoryName) {
        return PREFIX + directoryName.replace(SEPARATOR, '-');
    }

    /** The Compose project, which prefixes the names of containers, networks and volumes. */
    public String project() {
        return projectOf(directoryName());
    }

    /** The common name of the environment's directories: {@code e2e-1}, or {@code e2e-1@orders} with a stack. */
    String directoryName() {
        return stack.isEmpty() ? name.value() : name.value() + SEPARATOR + stack;
    }

    /** The options of the {@code mvn} command that select this environment, for messages. */
    public String options() {
        return "-Desb.env=" + name + (stack.isEmpty() ? "" : " -Desb.stack=" + stack);
    }

    /** For messages: {@code e2e-1}, or {@code e2e-1/payments} with a stack. */
    @Override
    public String toString() {
        return stack.isEmpty() ? name.value() : name + "/" + stack;
    }
}
