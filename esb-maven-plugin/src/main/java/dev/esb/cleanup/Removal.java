package dev.esb.cleanup;

import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import java.util.List;

/**
 * Removes resources. Podman does not remove a container before those that share its network or processes ({@code network_mode:
 * service:vpn}), in whatever order it is given them: each call takes away the last ones of such a chain.
 */
record Removal(Docker docker) {
    private static final String HAS_DEPENDENTS = "has dependent containers which must be removed before it";

    /**
     * Removes them by force.
     *
     * @param ids may be empty
     * @throws DockerException when one cannot be removed, for example because it is in use
     */
    void run(Kind kind, List<String> ids) {
        long waiting = Long.MAX_VALUE;
        while (!ids.isEmpty()) {
            try {
                docker.run(new ResourceCommand.Remove(kind, ids));
                return;
            } catch (DockerException e) {
                long before = waiting;
                waiting = e.errorOutput()
                        .lines()
                        .filter(line -> line.contains(HAS_DEPENDENTS))
                        .count();
                if (waiting == 0 || waiting >= before) {
                    throw e;
                }
            }
        }
    }
}
