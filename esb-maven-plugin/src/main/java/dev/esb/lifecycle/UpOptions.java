package dev.esb.lifecycle;

import dev.esb.snapshot.SnapshotOptions;
import dev.esb.wait.ServiceWait;
import java.time.Duration;
import java.util.List;

/**
 * How to bring an environment up.
 *
 * @param timeout how long the goal may take until the services are ready, without the time in which images are pulled and built; also how long
 *     a pull or build may be silent
 * @param stopTimeout how long the processes in the containers may take to end if the environment is taken down, or a container is replaced or
 *     removed, in whole seconds
 * @param lockWait how long to wait for another build that has the environment; zero to fail at once
 * @param build whether images are built even if they exist
 * @param keep whether an environment that does not come up stays, so that the user can look at it
 * @param strict whether a stack of which anything stays shared is refused
 * @param waits what services have to satisfy before they count as ready, beside what the labels of the stack say
 * @param provision commands to run on the host after the services are ready, in this order
 * @param provisionTimeout how long each of these commands may take
 * @param snapshot whether the environment begins with a snapshot of a stack that was provisioned before
 * @param reuse whether an environment that an earlier build has left for this is taken over, with its data put back to that of its snapshot
 */
public record UpOptions(
        Duration timeout,
        Duration stopTimeout,
        Duration lockWait,
        boolean build,
        boolean keep,
        boolean strict,
        List<ServiceWait> waits,
        List<String> provision,
        Duration provisionTimeout,
        SnapshotOptions snapshot,
        boolean reuse) {

    /** @throws dev.esb.EsbException when one of the commands cannot be split into words */
    public UpOptions {
        provision.forEach(Provision::requireWords);
    }

    /** Without a snapshot, and not to be taken over. */
    public UpOptions(
            Duration timeout,
            Duration stopTimeout,
            Duration lockWait,
            boolean build,
            boolean keep,
            boolean strict,
            List<ServiceWait> waits,
            List<String> provision,
            Duration provisionTimeout) {
        this(
                timeout,
                stopTimeout,
                lockWait,
                build,
                keep,
                strict,
                waits,
                provision,
                provisionTimeout,
                SnapshotOptions.OFF,
                false);
    }
}
