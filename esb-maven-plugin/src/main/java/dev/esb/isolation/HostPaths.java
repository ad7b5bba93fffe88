package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Files and directories of the host that containers see.
 *
 * <p>What does not exist yet, or is ignored by git, is run-time data, and moves to the environment's own directory. Everything
 * else was put there for the stack to use, stays, and is a finding where containers can write to it. The machine's own paths stay
 * without a word.
 */
final class HostPaths implements Rule {
    /** The same for everybody, and not data of a stack. */
    private static final List<Path> SYSTEM = List.of(
            Path.of("/dev"),
            Path.of("/etc/localtime"),
            Path.of("/etc/timezone"),
            Path.of("/lib/modules"),
            Path.of("/proc"),
            Path.of("/sys"));

    private static final Set<String> ENGINE_SOCKETS = Set.of(
            "/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock", "/run/podman/podman.sock");

    @Override
    public void apply(Isolation isolation) {
        List<Path> written = new ArrayList<>();
        forEachMount(isolation, (service, volume) -> {
            if (!isReadOnly(volume)) {
                written.add(Path.of(source(volume)).normalize());
            }
        });
        forEachMount(isolation, (service, volume) -> mount(isolation, service, volume, written));
    }

    private static void forEachMount(Isolation isolation, BiConsumer<String, ObjectNode> action) {
        isolation.forEachService((name, service) -> {
            for (JsonNode volume : service.path("volumes")) {
                if (volume.path("type").asText().equals("bind")) {
                    action.accept(name, (ObjectNode) volume);
                }
            }
        });
    }

    private static void mount(Isolation isolation, String service, ObjectNode volume, List<Path> written) {
        String source = source(volume);
        if (isolation.options().sharesPath(source)) {
            report(isolation, service, volume, source);
        } else if (isolation.options().isolatesPath(source) || isRunTimeData(isolation, source, written)) {
            String moved = isolation.move(source);
            volume.put("source", moved);
            isolation.changed(service, "volumes", source, "'%s' moved to '%s'".formatted(source, moved));
        } else {
            report(isolation, service, volume, source);
        }
    }

    /** Ignored files that are only read are settings. Once one service writes, all who share the path have to move with it. */
    private static boolean isRunTimeData(Isolation isolation, String source, List<Path> written) {
        if (isOfTheMachine(source) || isolation.owns(source)) {
            return false;
        }
        Path path = Path.of(source).normalize();
        return switch (isolation.state(source)) {
            case MISSING -> true;
            case IGNORED_DIRECTORY, IGNORED_FILE ->
                written.stream().anyMatch(other -> path.startsWith(other) || other.startsWith(path));
            case PRESENT -> false;
        };
    }

    private static String source(ObjectNode volume) {
        return volume.path("source").asText();
    }

    private static void report(Isolation isolation, String service, ObjectNode volume, String source) {
        if (ENGINE_SOCKETS.contains(source) || source.endsWith("/docker.sock")) {
            isolation.shared(
                    service,
                    "volumes",
                    source,
                    "talks to the engine through '%s', where it sees every environment".formatted(source),
                    "let it select containers by the label com.docker.compose.project");
        } else if (!isReadOnly(volume) && !isOfTheMachine(source) && !isolation.owns(source)) {
            isolation.shared(
                    service,
                    "volumes",
                    source,
                    "can write to '%s', which every environment uses".formatted(source),
                    "mount it read only, use a named volume, put ${ESB_CONFIG_DIR} into the path, or name it in esb.isolate");
        }
    }

    private static boolean isReadOnly(ObjectNode volume) {
        return volume.path("read_only").asBoolean();
    }

    private static boolean isOfTheMachine(String source) {
        Path path = Path.of(source).normalize();
        return ENGINE_SOCKETS.contains(source)
                || source.endsWith("/docker.sock")
                || SYSTEM.stream().anyMatch(path::startsWith);
    }
}
