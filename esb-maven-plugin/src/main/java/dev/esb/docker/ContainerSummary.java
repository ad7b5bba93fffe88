package dev.esb.docker;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container, as {@code docker ps} lists it.
 *
 * @param project its Compose project
 * @param service its service in the Compose file
 * @param number its number within the service, from 1; 0 for a container that Compose did not create as part of the stack
 * @param state {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code removing}, {@code exited} or
 *     {@code dead}
 * @param status the state as {@code docker ps} shows it, with health and exit code: {@code Up 3 seconds (healthy)},
 *     {@code Exited (0) 2 minutes ago}
 * @param ports the ports that are published now; empty while the container does not run
 * @param lacksPorts whether the engine is Podman, of which the list may leave out some ports ({@link PublishedPorts})
 */
public record ContainerSummary(
        String id,
        String name,
        String project,
        String service,
        int number,
        String state,
        String status,
        List<PortBinding> ports,
        boolean lacksPorts) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern RUNS_FOR_A_SECOND = Pattern.compile("^Up (?:[1-9]\\d* |About )");
    private static final Pattern EXIT_CODE = Pattern.compile("^Exited \\((\\d+)\\)");

    /** The result of a healthcheck, from good to bad. */
    public enum Health {
        /** The container has no healthcheck, or does not run. */
        NONE,
        /** The last check succeeded. */
        HEALTHY,
        /** No check has succeeded yet. */
        STARTING,
        /** As many checks in a row as {@code retries} says have failed. */
        UNHEALTHY
    }

    /** One with all of its ports. */
    public ContainerSummary(
            String id,
            String name,
            String project,
            String service,
            int number,
            String state,
            String status,
            List<PortBinding> ports) {
        this(id, name, project, service, number, state, status, ports, false);
    }

    static ContainerSummary of(Map<String, String> fields) {
        String number = fields.getOrDefault("number", "");
        String ports = fields.getOrDefault("ports", "");
        return new ContainerSummary(
                fields.getOrDefault("id", ""),
                ownName(fields.getOrDefault("name", "")),
                fields.getOrDefault("project", ""),
                fields.getOrDefault("service", ""),
                NUMBER.matcher(number).matches() ? Integer.parseInt(number) : 0,
                fields.getOrDefault("state", ""),
                fields.getOrDefault("status", ""),
                PortBinding.parse(ports),
                // Only containers on Podman have the engine's mark.
                !fields.getOrDefault("mark", "").isEmpty() && !ports.isEmpty());
    }

    /** {@code docker run --link} gives a container further names, such as {@code web/db} for a link from web. */
    static String ownName(String names) {
        return Arrays.stream(names.split(","))
                .filter(name -> !name.contains("/"))
                .findFirst()
                .orElse(names);
    }

    /**
     * Whether Compose created the container for a service. The label of the project alone does not say so: a container that a user starts
     * from an image that Compose built has it, too.
     */
    public boolean isPartOfStack() {
        return number > 0;
    }

    /** Whether the plugin created the container to put something into volumes. */
    public boolean isHelper() {
        return service.equals(ComposeLabels.HELPER);
    }

    /** Whether the plugin created the container so that volumes count as used. It never runs. */
    public boolean isHolder() {
        return service.equals(ComposeLabels.HOLDER);
    }

    /** Whether the plugin created the container to say that another one is paused. */
    boolean isPauseRecord() {
        return service.equals(ComposeLabels.PAUSE);
    }

    /** Whether the container's main process runs and is not paused. */
    public boolean isRunning() {
        return state.equals("running");
    }

    /** Whether all of its processes are held. */
    public boolean isPaused() {
        return state.equals("paused");
    }

    /** Whether it has a main process, or gets one again by itself. */
    public boolean isAlive() {
        return isRunning() || isPaused() || state.equals("restarting");
    }

    /** Whether its main process has run for a second or more; the status has whole seconds, rounded down. */
    public boolean hasRunForASecond() {
        return isRunning() && RUNS_FOR_A_SECOND.matcher(status).find();
    }

    /** The result of the container's healthcheck, as {@link #status} shows it. */
    public Health health() {
        if (!isRunning()) {
            return Health.NONE;
        }
        if (status.endsWith("(healthy)")) {
            return Health.HEALTHY;
        }
        if (status.endsWith("(unhealthy)")) {
            return Health.UNHEALTHY;
        }
        return status.endsWith("(health: starting)") ? Health.STARTING : Health.NONE;
    }

    /** The same container with the result of its healthcheck, for an engine that does not show it, such as Podman. */
    public ContainerSummary with(Health result) {
        String shown = switch (result) {
            case NONE -> "";
            case STARTING -> " (health: starting)";
            case HEALTHY -> " (healthy)";
            case UNHEALTHY -> " (unhealthy)";
        };
        return new ContainerSummary(id, name, project, service, number, state, status + shown, ports, lacksPorts);
    }

    /** The same container with all of its ports. */
    ContainerSummary with(PublishedPorts all) {
        return new ContainerSummary(id, name, project, service, number, state, status, all.ports());
    }

    /** The exit code of the main process; empty while it runs, is being restarted, or has not been started. */
    public OptionalInt exitCode() {
        Matcher matcher = EXIT_CODE.matcher(status);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
