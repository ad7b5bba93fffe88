package dev.esb.maven;

import dev.esb.environment.EnvironmentKey;
import java.util.Map;

/**
 * Remembers in a module that it has no stack, for {@code down} in the same module. In a build with threads, that must not take down an
 * environment of the same name while another module still uses it.
 *
 * @param context what Maven keeps for the goals of one plugin in one module
 */
record SkippedStacks(Map<Object, Object> context) {

    /** @param reason why the environment is not brought up in this module; empty where it is */
    void put(EnvironmentKey key, String reason) {
        context.put(name(key), reason);
    }

    /** Empty where the module has a stack, or nothing is known of it. */
    String reason(EnvironmentKey key) {
        return context.getOrDefault(name(key), "").toString();
    }

    /** A text: the hash code of a record takes longer in a JVM that is new. Maven has keys of its own there. */
    private static String name(EnvironmentKey key) {
        return "esb " + key;
    }
}
