package dev.esb.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A stack as Compose reads it.
 *
 * @param model the stack with variables replaced, and without services whose profiles are not active
 * @param raw the stack with its variables, and with the services of every profile
 * @param rawIsComplete false when Compose could not read the stack without replacing variables, as some of its releases cannot; the
 *     defaults of variables are missing in {@code raw} then, or it equals {@code model}
 * @param rawFailure what Compose said where {@code raw} equals {@code model}; empty where it does not
 */
public record Stack(ObjectNode model, ObjectNode raw, boolean rawIsComplete, String rawFailure) {

    /** A stack of which Compose could read at least the ports and networks without replacing variables. */
    public Stack(ObjectNode model, ObjectNode raw, boolean rawIsComplete) {
        this(model, raw, rawIsComplete, "");
    }

    /** Whether a file mentions one of the variables; true if {@code raw} is not complete. */
    public boolean mayUse(Iterable<String> variables) {
        String text = raw.toString();
        for (String variable : variables) {
            if (!rawIsComplete || text.contains(variable)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the stack has ports or subnets, and it is not known from which variables they come. */
    public boolean lacksVariables() {
        return !rawFailure.isEmpty() && (has("services", "/ports") || has("networks", "/ipam/config"));
    }

    private boolean has(String section, String list) {
        for (JsonNode entry : model.path(section)) {
            if (!entry.at(list).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
