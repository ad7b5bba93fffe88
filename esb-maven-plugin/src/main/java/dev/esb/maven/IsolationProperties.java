package dev.esb.maven;

import dev.esb.environment.EnvironmentKey;
import java.util.List;
import java.util.Properties;
import org.apache.maven.plugin.logging.Log;

/** The properties that say how a stack is isolated. */
final class IsolationProperties {
    private static final List<String> NAMES = List.of(
            "esb.index",
            "esb.ports",
            "esb.portRange",
            "esb.subnetPool",
            "esb.bind",
            "esb.share",
            "esb.isolate",
            "esb.rewriteLiterals",
            "esb.seed");

    private IsolationProperties() {}

    /**
     * Warns of those on the command line if the environment is {@code default}. Those in the pom are for the environments of others.
     *
     * @param commandLine the user properties
     */
    static void warnIfWithoutEffect(EnvironmentKey key, Properties commandLine, Log log) {
        if (!key.name().isDefault()) {
            return;
        }
        List<String> given = NAMES.stream().filter(commandLine::containsKey).toList();
        if (!given.isEmpty()) {
            log.warn(
                    "In the environment '%s' the stack runs as it is written, without effect of %s. Name another one: -Desb.env=NAME"
                            .formatted(key, String.join(", ", given)));
        }
    }
}
