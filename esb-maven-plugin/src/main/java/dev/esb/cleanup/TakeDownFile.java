package dev.esb.cleanup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.docker.StackServiceCommand.Definition;
import dev.esb.environment.Directories;
import dev.esb.environment.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The services of an environment that labels on the engine do not suffice to take down, as a Compose file in the environment's directory:
 * those that a provider runs, which has to be called to remove what it has made, and those with {@code pre_stop} hooks. It is JSON, which
 * is YAML as well. Most stacks have no such service, and environments of them no such file.
 *
 * <p>Not the whole rendered file: all else is found by labels, also what is not in that file any more; and where the file has no
 * variable, configs or secrets, {@code down} needs none.
 */
public final class TakeDownFile {
    private static final String NAME = "takedown.json";
    private static final String DIRECTORY = "x-esb-directory";
    private static final String PROVIDER = "provider";
    private static final String HOOKS = "pre_stop";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of an environment that has no such service. */
    static final TakeDownFile NONE = new TakeDownFile(Path.of("/", NAME), JSON.createObjectNode());

    private final Path path;
    private final ObjectNode content;

    private TakeDownFile(Path path, ObjectNode content) {
        this.path = path;
        this.content = content;
    }

    /** Reads the file; without services where there is none. */
    public static TakeDownFile in(Directories directories) throws IOException {
        Path path = directories.config().resolve(NAME);
        try {
            JsonNode content = Files.exists(path) ? JSON.readTree(path.toFile()) : JSON.createObjectNode();
            return new TakeDownFile(path, (ObjectNode) content);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IOException(
                    "'%s' cannot be read: it is not what the plugin wrote. Without it, no provider of the stack is called"
                            .formatted(path),
                    e);
        }
    }

    Path path() {
        return path;
    }

    boolean isEmpty() {
        return content.path("services").isEmpty();
    }

    /** Services that a provider runs. */
    List<String> providers() {
        return names(service -> service.has(PROVIDER));
    }

    /** Services with {@code pre_stop} hooks. */
    List<String> withHooks() {
        return names(service -> service.has(HOOKS));
    }

    /** Where {@code docker compose} finds the services. */
    Definition definition() {
        return new Definition(
                content.path("name").asText(),
                path,
                Path.of(content.path(DIRECTORY).asText("/")));
    }

    /**
     * Puts the services of a stack into the file, before they are started. A provider that the stack does not have any more stays: what it
     * has made is still there.
     *
     * @param model the isolated model
     * @param directory the directory in which Compose runs the stack
     */
    public void keep(ObjectNode model, Path directory) throws IOException {
        ObjectNode services = JSON.createObjectNode();
        content.path("services").properties().forEach(kept -> {
            if (kept.getValue().has(PROVIDER) || !model.path("services").has(kept.getKey())) {
                services.set(kept.getKey(), kept.getValue());
            }
        });
        model.path("services").properties().forEach(service -> {
            JsonNode settings = service.getValue();
            if (settings.has(PROVIDER)) {
                services.set(service.getKey(), provided(settings));
            } else if (!settings.path(HOOKS).isEmpty() && !services.has(service.getKey())) {
                services.set(service.getKey(), hooked(settings));
            }
        });
        services.forEach(service -> keepDependencies((ObjectNode) service, services));
        write(services, model.path("name").asText(), directory);
    }

    /** Removes it, once its services are. Its directory may be one that stays. */
    void delete() throws IOException {
        if (!isEmpty()) {
            Files.deleteIfExists(path);
        }
    }

    /** Takes out services that were removed. */
    void forget(List<String> removed) throws IOException {
        ObjectNode services = content.withObjectProperty("services").remove(removed);
        services.forEach(service -> keepDependencies((ObjectNode) service, services));
        write(services, definition().project(), definition().directory());
    }

    private void write(ObjectNode services, String project, Path directory) throws IOException {
        if (services.isEmpty()) {
            Files.deleteIfExists(path);
        } else {
            content.put("name", project).put(DIRECTORY, directory.toString()).set("services", services);
            PrivateFiles.write(path, content.toString());
        }
    }

    private static ObjectNode provided(JsonNode settings) {
        ObjectNode service = JSON.createObjectNode();
        service.set(PROVIDER, settings.get(PROVIDER));
        // When a provider sets a variable at "down", Compose (2.40, 5.6) panics over dependents that have none.
        service.withObjectProperty("environment").put("PRESENT", "");
        if (settings.get("depends_on") instanceof ObjectNode dependencies) {
            service.set("depends_on", dependencies.deepCopy());
        }
        return service;
    }

    /** Nothing of the image and the networks is needed to stop a container. */
    private static ObjectNode hooked(JsonNode settings) {
        ObjectNode service = JSON.createObjectNode().put("image", "scratch").put("network_mode", "none");
        service.set(HOOKS, settings.get(HOOKS));
        if (settings.has("tty")) {
            service.set("tty", settings.get("tty"));
        }
        return service;
    }

    /** The order among providers. Containers have no order: all are stopped at the same moment. */
    private static void keepDependencies(ObjectNode service, ObjectNode services) {
        if (service.get("depends_on") instanceof ObjectNode dependencies) {
            List<String> others = new ArrayList<>();
            dependencies.fieldNames().forEachRemaining(others::add);
            others.stream().filter(other -> !services.path(other).has(PROVIDER)).forEach(dependencies::remove);
        }
    }

    private List<String> names(Predicate<JsonNode> filter) {
        return content.path("services").properties().stream()
                .filter(service -> filter.test(service.getValue()))
                .map(service -> service.getKey())
                .toList();
    }
}
