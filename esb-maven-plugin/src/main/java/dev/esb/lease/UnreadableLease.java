package dev.esb.lease;

import dev.esb.environment.EnvironmentKey;

/**
 * A lease that this version of the plugin cannot read. Its slot is known from the volume's name, and counts as taken.
 *
 * @param volume the volume's name
 * @param environment the name in its label; may be empty
 * @param stack the stack's name in its label; may be empty
 */
public record UnreadableLease(String volume, String environment, String stack) {

    boolean isOf(EnvironmentKey key) {
        return environment.equals(key.name().value()) && stack.equals(key.stack());
    }

    /** What a user can do about it, without a full stop. */
    public String advice() {
        return "Another version of the plugin may have made it; if no environment uses it, remove it: docker volume rm "
                + volume;
    }
}
