package dev.esb.lifecycle;

import dev.esb.environment.EnvironmentPlan;
import dev.esb.isolation.Finding;
import java.util.List;
import java.util.Map;

/**
 * An environment that is up.
 *
 * @param environment its plan
 * @param results the properties for tests and scripts
 * @param findings what was changed in the stack, and what stays shared
 * @param privateSources the paths and volumes that containers see, and whose changes stay in the environment
 * @param ports the ports that the engine has published, with their names
 * @param variables the environment variables for commands on the host: those of the stack, and the results
 */
public record UpResult(
        EnvironmentPlan environment,
        Results results,
        List<Finding> findings,
        List<String> privateSources,
        List<PublishedPort> ports,
        Map<String, String> variables) {}
