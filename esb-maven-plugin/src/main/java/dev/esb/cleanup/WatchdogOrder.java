package dev.esb.cleanup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * An order to the watchdog, written as one line of JSON.
 *
 * @param watch whether to watch the environment, or to forget it
 * @param build the build or process that the environment has to belong to when the watchdog takes it down
 * @param stopTimeout how long the processes in the containers may take to end, in whole seconds
 * @param before what the environment had before the process brought it up once more, which stays; empty where the watchdog is to take all of
 *     it down
 */
record WatchdogOrder(
        boolean watch,
        EnvironmentKey key,
        Directories directories,
        BuildProcess build,
        Duration stopTimeout,
        Optional<EnvironmentBefore> before) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String text() {
        ObjectNode order = JSON.createObjectNode()
                .put("watch", watch)
                .put("env", key.name().value())
                .put("stack", key.stack())
                .put("config", directories.config().toString())
                .put("sockets", directories.sockets().toString())
                .put("output", directories.output().toString())
                .put("build", build.text())
                .put("stopTimeout", stopTimeout.toSeconds());
        before.ifPresent(existing -> order.set("before", JSON.valueToTree(existing)));
        return order.toString();
    }

    /** Loads what {@link #parse} needs. */
    static void prepare() {
        read("{}");
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static WatchdogOrder parse(String text) {
        JsonNode json = read(text);
        try {
            return new WatchdogOrder(
                    json.path("watch").asBoolean(),
                    EnvironmentKey.of(
                            json.path("env").asText(), json.path("stack").asText()),
                    new Directories(
                            Path.of(json.path("config").asText()),
                            Path.of(json.path("sockets").asText()),
                            Path.of(json.path("output").asText())),
                    BuildProcess.parse(json.path("build").asText()).orElseThrow(),
                    Duration.ofSeconds(json.path("stopTimeout").asLong()),
                    json.has("before")
                            ? Optional.of(JSON.treeToValue(json.path("before"), EnvironmentBefore.class))
                            : Optional.empty());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
