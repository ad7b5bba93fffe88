package dev.esb.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code create_host_path: false} of bind mounts, with which a path that is missing is an error (<a
 * href="https://docs.docker.com/reference/compose-file/services/#long-syntax-6">Compose: volumes, long syntax</a>).
 *
 * <p>Where variables are replaced, Compose 2 prints {@code true} and leaves out {@code false}, and Compose 5 prints {@code false} and leaves
 * out {@code true}. Both print {@code false} where they are not replaced.
 */
final class HostPathGuards {
    private static final String KEY = "create_host_path";

    private HostPathGuards() {}

    /**
     * Adds what is missing.
     *
     * @param raw the stack with its variables; the model itself where Compose cannot read that
     */
    static void restore(ObjectNode model, ObjectNode raw) {
        boolean leavesOutFalse = leavesOutFalse(model);
        model.path("services").properties().forEach(service -> {
            List<JsonNode> mounts = list(service.getValue());
            List<JsonNode> written =
                    raw == model ? List.of() : list(raw.path("services").path(service.getKey()));
            for (int i = 0; i < mounts.size(); i++) {
                if (mounts.get(i).path("bind") instanceof ObjectNode bind && !bind.has(KEY)) {
                    boolean isGuard = written.isEmpty()
                            ? leavesOutFalse && bind.isEmpty()
                            : isGuard(written(mounts, i, written).path("bind").path(KEY), leavesOutFalse);
                    if (isGuard) {
                        bind.put(KEY, false);
                    }
                }
            }
        });
    }

    private static boolean leavesOutFalse(ObjectNode model) {
        for (JsonNode service : model.path("services")) {
            if (list(service).stream()
                    .anyMatch(mount -> mount.path("bind").path(KEY).asBoolean())) {
                return true;
            }
        }
        return false;
    }

    /** A variable can have any value; of Compose 2 it is known that it is false, because true would have been printed. */
    private static boolean isGuard(JsonNode value, boolean leavesOutFalse) {
        return value.asText().equals("false") || value.asText().contains("$") && leavesOutFalse;
    }

    /** The entry with the same target, else, since the target may be a variable, the one in the same place. */
    private static JsonNode written(List<JsonNode> mounts, int index, List<JsonNode> written) {
        JsonNode target = mounts.get(index).path("target");
        return written.stream()
                .filter(entry -> entry.path("target").equals(target))
                .findFirst()
                .or(() -> mounts.size() == written.size() ? Optional.of(written.get(index)) : Optional.empty())
                .orElseGet(MissingNode::getInstance);
    }

    private static List<JsonNode> list(JsonNode service) {
        List<JsonNode> volumes = new ArrayList<>();
        service.path("volumes").forEach(volumes::add);
        return volumes;
    }
}
