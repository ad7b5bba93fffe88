package dev.esb.wait;

import java.time.Duration;
import java.util.Optional;

/**
 * A condition that each container of a service has to satisfy before the service counts as ready.
 *
 * @param service the service in the Compose file
 * @param timeout how long it may take; empty for as long as {@code esb.timeout} allows
 */
public record ServiceWait(String service, Condition condition, Optional<Duration> timeout) {

    ServiceWait with(Condition other) {
        return new ServiceWait(service, other, timeout);
    }

    /** {@code tcp 6379 (service 'cache')}. */
    @Override
    public String toString() {
        return "%s (service '%s')".formatted(condition.name(), service);
    }
}
