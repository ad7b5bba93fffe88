package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** A model on its way through the rules. */
final class IsolationContext {
    private static final String OUTSIDE = "_root";
    private static final String INSIDE = "_stack";

    private final EnvironmentPlan environment;
    private final IsolationOptions options;
    private final ObjectNode model;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, PathMove> moves = new LinkedHashMap<>();
    private final Set<String> sharedVolumes = new TreeSet<>();
    private final Set<String> sharedNetworks = new TreeSet<>();

    IsolationContext(EnvironmentPlan environment, IsolationOptions options, ObjectNode model) {
        this.environment = environment;
        this.options = options;
        this.model = model;
    }

    EnvironmentPlan environment() {
        return environment;
    }

    IsolationOptions options() {
        return options;
    }

    String project() {
        return environment.key().project();
    }

    ObjectNode model() {
        return model;
    }

    Set<String> sharedVolumes() {
        return sharedVolumes;
    }

    Set<String> sharedNetworks() {
        return sharedNetworks;
    }

    IsolatedModel result() {
        return new IsolatedModel(
                model,
                List.copyOf(findings),
                List.copyOf(moves.values()),
                List.copyOf(sharedVolumes),
                List.copyOf(sharedNetworks));
    }

    void changed(String subject, String key, String resource, String message) {
        add(new Finding(Severity.CHANGED, subject, key, resource, message, ""));
    }

    void shared(String subject, String key, String resource, String message, String advice) {
        add(new Finding(Severity.SHARED, subject, key, resource, message, advice));
    }

    void blocking(String subject, String key, String resource, String message, String advice) {
        add(new Finding(Severity.BLOCKING, subject, key, resource, message, advice));
    }

    private void add(Finding finding) {
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    PathState state(String source) {
        return options.paths().getOrDefault(source, PathState.PRESENT);
    }

    /** Whether a path is the environment's already, because a variable such as {@code ESB_CONFIG_DIR} is in it. */
    boolean owns(String source) {
        Directories own = environment.directories();
        Path path = Path.of(source).normalize();
        return path.startsWith(own.config()) || path.startsWith(own.sockets()) || path.startsWith(own.output());
    }

    /** The environment's own place for a path: below its directory, by the path from the stack's, or from the root. */
    String move(String source) {
        Path path = Path.of(source).toAbsolutePath().normalize();
        Path moved = environment.directories().data().resolve(placeInData(path));
        moves.put(source, new PathMove(path, moved, state(source) == PathState.IGNORED_FILE));
        return moved.toString();
    }

    private Path placeInData(Path path) {
        if (!path.startsWith(options.directory()) || path.equals(options.directory())) {
            return Path.of(OUTSIDE).resolve(path.getRoot().relativize(path));
        }
        Path inside = options.directory().relativize(path);
        // What is called like one of the two places makes way, so that no two paths come to be one.
        return inside.startsWith(OUTSIDE) || inside.startsWith(INSIDE)
                ? Path.of(INSIDE).resolve(inside)
                : inside;
    }

    ObjectNode service(String name) {
        return (ObjectNode) model.path("services").path(name);
    }

    void forEachService(BiConsumer<String, ObjectNode> action) {
        forEach("services", action);
    }

    /** Every entry of a top-level section; one without settings, such as {@code data:}, comes as an empty object. */
    void forEach(String section, BiConsumer<String, ObjectNode> action) {
        if (model.get(section) instanceof ObjectNode entries) {
            for (String name : Fields.of(entries)) {
                JsonNode entry = entries.get(name);
                action.accept(name, entry instanceof ObjectNode settings ? settings : entries.putObject(name));
            }
        }
    }
}
