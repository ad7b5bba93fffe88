package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Bind mounts: files and directories of the host that containers see.
 *
 * <p>A path that does not exist yet is run-time data and moves to a volume of the environment ({@link MovedPathRule}), as does a path
 * that git ignores and a service can write to. In an environment that runs, such a path stays moved when it appears on the host. Any other path is taken for
 * an input of the stack: it stays, and is a finding if a container can write to it. Paths of the operating system stay without a finding.
 * What the engine does not see is
 * left to {@link EnginePathRule}. A missing path of which a service says {@code create_host_path: false} stays as well, and blocks, because the engine refuses it. The
 * parameters {@code isolate} and {@code share} come before all of this.
 */
final class HostPathRule implements Rule {
    @Override
    public void apply(IsolationContext context) {
        List<Path> written = new ArrayList<>();
        Set<Path> guarded = new HashSet<>();
        forEachMount(context, (service, volume) -> {
            Path path = context.path(source(volume));
            if (!isReadOnly(volume)) {
                written.add(path);
            }
            if (mustExist(volume) && context.state(source(volume)) == PathState.MISSING) {
                guarded.add(path);
            }
        });
        forEachMount(context, (service, volume) -> mount(context, service, volume, written, guarded));
        context.forEachService((name, service) -> {
            // Compose makes a mount of it at "up".
            if (service.path("use_api_socket").asBoolean()) {
                reportSocket(context, name, "use_api_socket", "/var/run/docker.sock");
            }
        });
    }

    private static void forEachMount(IsolationContext context, BiConsumer<String, ObjectNode> action) {
        context.forEachService((name, service) -> {
            for (JsonNode volume : service.path("volumes")) {
                if (volume.path("type").asText().equals("bind")) {
                    action.accept(name, (ObjectNode) volume);
                }
            }
        });
    }

    private static void mount(
            IsolationContext context, String service, ObjectNode volume, List<Path> written, Set<Path> guarded) {
        String source = source(volume);
        boolean isGuarded = guarded.contains(context.path(source));
        if (context.options().sharesPath(source)) {
            report(context, service, volume, source);
        } else if (context.options().isolatesPath(source) || !isGuarded && isRunTimeData(context, source, written)) {
            context.move(service, volume);
        } else {
            report(context, service, volume, source);
        }
    }

    /**
     * An ignored path that services only read is taken for a setting. If one service can write to it, then every service that mounts this
     * path, a path above it or a path below it has to see the same moved path.
     */
    private static boolean isRunTimeData(IsolationContext context, String source, List<Path> written) {
        if (SystemPaths.contain(source) || context.owns(source)) {
            return false;
        }
        if (context.keepsMoved(source)) {
            return true;
        }
        Path path = context.path(source);
        return switch (context.state(source)) {
            case MISSING -> true;
            case IGNORED_DIRECTORY, IGNORED_FILE ->
                written.stream().anyMatch(other -> path.startsWith(other) || other.startsWith(path));
            case PRESENT, PRESENT_FILE -> false;
        };
    }

    private static String source(ObjectNode volume) {
        return volume.path("source").asText();
    }

    private static void report(IsolationContext context, String service, ObjectNode volume, String source) {
        if (mustExist(volume) && context.state(source) == PathState.MISSING) {
            context.blocking(
                    service,
                    "volumes",
                    source,
                    "'%s' is not there, and 'create_host_path: false' says not to make it".formatted(source),
                    "make it before the stack starts, or name it in esb.isolate, which gives each environment one of its own");
        } else if (SystemPaths.isEngineSocket(source)) {
            reportSocket(context, service, "volumes", source);
        } else if (!isReadOnly(volume)
                && !SystemPaths.contain(source)
                && !context.owns(source)
                && !context.isOutOfSight(source)) {
            context.shared(
                    service,
                    "volumes",
                    source,
                    "can write to '%s', which every environment uses".formatted(source),
                    "mount it read only, use a named volume, put ${ESB_CONFIG_DIR} into the path, or name it in esb.isolate");
        }
    }

    private static void reportSocket(IsolationContext context, String service, String key, String socket) {
        context.shared(
                service,
                key,
                socket,
                "talks to the engine through '%s', where it sees every environment".formatted(socket),
                "let it select containers by the label com.docker.compose.project");
    }

    private static boolean mustExist(ObjectNode volume) {
        return !volume.path("bind").path("create_host_path").asBoolean(true);
    }

    private static boolean isReadOnly(ObjectNode volume) {
        return volume.path("read_only").asBoolean();
    }
}
