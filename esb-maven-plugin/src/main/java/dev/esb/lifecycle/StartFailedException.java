package dev.esb.lifecycle;

import java.util.Set;

/** The stack did not come up. The message is the reason only, without the name of the environment; it can be Compose's own text. */
final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> services;

    /** @param services the services that failed; empty if that is not known */
    StartFailedException(String reason, Set<String> services) {
        super(reason);
        this.services = Set.copyOf(services);
    }

    StartFailedException(String reason, Throwable cause) {
        super(reason, cause);
        this.services = Set.of();
    }

    boolean namesServices() {
        return !services.isEmpty();
    }

    boolean names(String service) {
        return services.contains(service);
    }
}
