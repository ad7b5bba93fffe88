package dev.esb.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.docker.NetworkMember;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLabels;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which containers are of a stack, whichever user or build has brought it up: those of its environments, also where another checkout has them, and those that
 * plain Compose has made in its directory.
 *
 * <p>Nothing on the engine says of two checkouts that they are of one stack. So a container of an environment counts if it is of a service that
 * the stack has, too, and its environment has no other {@code esb.stack}.
 *
 * @param stackName {@code esb.stack} of the environment
 * @param source the stack's Compose files, as leases have them
 * @param directory the directory of the stack
 * @param services the services of the stack, of all profiles
 */
record StackContainers(String stackName, String source, Path directory, Set<String> services) {
    /** What has to be read of a container. */
    static final List<String> LABELS =
            List.of(EnvironmentLabels.ENVIRONMENT, EnvironmentLabels.STACK, EnvironmentLabels.SOURCE);

    /** The containers of a stack. */
    static StackContainers of(EnvironmentKey key, StackFiles files, Stack stack) {
        Set<String> services = new TreeSet<>();
        for (JsonNode model : List.of(stack.model(), stack.raw())) {
            model.path("services").fieldNames().forEachRemaining(services::add);
        }
        return new StackContainers(key.stack(), files.toString(), files.directory(), services);
    }

    /** Whether a container is of the stack. */
    boolean include(NetworkMember container) {
        boolean isEnvironments =
                !container.labels().get(EnvironmentLabels.ENVIRONMENT).isEmpty();
        if (isEnvironments) {
            return container.labels().get(EnvironmentLabels.STACK).equals(stackName)
                    && (container.labels().get(EnvironmentLabels.SOURCE).equals(source)
                            || services.contains(container.service()));
        }
        return services.contains(container.service()) && container.directory().equals(directory.toString());
    }
}
