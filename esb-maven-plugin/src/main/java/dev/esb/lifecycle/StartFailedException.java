package dev.esb.lifecycle;

import java.util.Set;

/** The stack did not come up; the message is the reason alone, in a few words or in Compose's own. */
final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> services;

    /** @param services the services that are to blame, as far as it is known */
    StartFailedException(String reason, Set<String> services) {
        super(reason);
        this.services = Set.copyOf(services);
    }

    StartFailedException(String reason, Throwable cause) {
        super(reason, cause);
        this.services = Set.of();
    }

    boolean blamesAny() {
        return !services.isEmpty();
    }

    boolean blames(String service) {
        return services.contains(service);
    }
}
