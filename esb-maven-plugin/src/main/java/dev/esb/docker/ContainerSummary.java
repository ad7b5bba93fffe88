package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code docker ps}.
 *
 * @param number which of the service's containers it is, from 1; 0 for one that Compose did not create as part of the stack
 * @param state {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code removing}, {@code exited} or
 *     {@code dead}
 * @param status the same for people, with health and exit code: {@code Up 3 seconds (healthy)}, {@code Exited (0) ...}
 * @param ports what the container publishes now; nothing while it does not run
 */
public record ContainerSummary(
        String id,
        String name,
        String project,
        String service,
        int number,
        String state,
        String status,
        List<PortBinding> ports) {
    private static final Pattern EXIT_CODE = Pattern.compile("^Exited \\((\\d+)\\)");

    /**
     * The result of a healthcheck, from good to bad; {@link #NONE} where the container has none or does not run.
     */
    public enum Health {
        NONE,
        HEALTHY,
        STARTING,
        UNHEALTHY
    }

    static ContainerSummary of(JsonNode json) {
        return new ContainerSummary(
                json.path("id").asText(),
                ownName(json.path("name").asText()),
                json.path("project").asText(),
                json.path("service").asText(),
                json.path("number").asInt(),
                json.path("state").asText(),
                json.path("status").asText(),
                PortBinding.parse(json.path("ports").asText()));
    }

    /** Legacy links add names to a container, such as {@code web/db} for a link from web. */
    private static String ownName(String names) {
        return Arrays.stream(names.split(","))
                .filter(name -> !name.contains("/"))
                .findFirst()
                .orElse(names);
    }

    /** False for a container that was started by hand, from an image that Compose built and labelled, say. */
    public boolean isPartOfStack() {
        return number > 0;
    }

    public boolean isRunning() {
        return state.equals("running");
    }

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

    /** The exit code, once the main process has ended and is not being restarted. */
    public OptionalInt exitCode() {
        Matcher matcher = EXIT_CODE.matcher(status);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
