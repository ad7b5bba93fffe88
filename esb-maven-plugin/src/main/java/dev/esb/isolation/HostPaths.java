package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Directories and files of the host that services can write. */
final class HostPaths implements Rule {
    /** The machine's own: the same for everybody, and not data of the stack. */
    private static final List<String> SYSTEM = List.of("/etc/localtime", "/etc/timezone", "/proc", "/sys", "/dev");

    @Override
    public void apply(Isolation isolation) {
        isolation.forEachService((name, service) -> {
            for (JsonNode volume : service.path("volumes")) {
                if (volume.path("type").asText().equals("bind")) {
                    report(isolation, name, (ObjectNode) volume);
                }
            }
        });
    }

    private static void report(Isolation isolation, String service, ObjectNode volume) {
        String source = volume.path("source").asText();
        if (source.endsWith("/docker.sock")) {
            isolation.shared(
                    service,
                    "volumes",
                    "talks to the engine through '%s'".formatted(source),
                    "see that it needs no names");
        } else if (!volume.path("read_only").asBoolean() && !isSystem(source) && !isOwn(isolation, source)) {
            isolation.shared(
                    service,
                    "volumes",
                    "can write to '%s', which every environment uses".formatted(source),
                    "mount it read only, use a named volume, or put ${ESB_CONFIG_DIR} into the path");
        }
    }

    private static boolean isSystem(String source) {
        return SYSTEM.stream().anyMatch(path -> source.equals(path) || source.startsWith(path + "/"));
    }

    private static boolean isOwn(Isolation isolation, String source) {
        var directories = isolation.environment().directories();
        return List.of(directories.config(), directories.sockets(), directories.output()).stream()
                .anyMatch(own -> source.equals(own.toString()) || source.startsWith(own + "/"));
    }
}
