package dev.esb.lifecycle;

import java.time.Duration;
import java.util.List;

/**
 * How to bring an environment up.
 *
 * @param timeout how long services may take from their start until they are ready
 * @param stopTimeout how long processes may take to end, when it comes to that
 * @param lockWait how long to wait for another build to be done with the environment
 * @param build whether images are built even where they exist
 * @param keep whether an environment that does not come up stays, to be looked at
 * @param strict whether a stack that stays shared in any way is refused
 * @param provision command lines to run on the host once the services are ready
 */
public record UpOptions(
        Duration timeout,
        Duration stopTimeout,
        Duration lockWait,
        boolean build,
        boolean keep,
        boolean strict,
        List<String> provision) {}
