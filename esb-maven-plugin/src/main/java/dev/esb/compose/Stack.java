package dev.esb.compose;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A stack as Compose reads it.
 *
 * @param model with variables replaced, and without services of profiles that were not asked for
 * @param raw as it was written, with services of every profile
 * @param rawIsComplete whether all of it is there; some releases of Compose cannot read some stacks without replacing variables,
 *     and then parts are missing, or the model stands in
 */
public record Stack(ObjectNode model, ObjectNode raw, boolean rawIsComplete) {

    /** Whether a file mentions one of the variables; yes where that is not known. */
    public boolean mayUse(Iterable<String> variables) {
        String text = raw.toString();
        for (String variable : variables) {
            if (!rawIsComplete || text.contains(variable)) {
                return true;
            }
        }
        return false;
    }
}
