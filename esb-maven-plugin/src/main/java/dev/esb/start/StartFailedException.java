package dev.esb.start;

import java.util.Optional;
import java.util.Set;

/** The stack did not come up. The message is the reason only, without the name of the environment. */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> services;
    private final transient Optional<StackServices> stack;

    /** @param services the services that failed; empty if that is not known */
    public StartFailedException(String reason, Set<String> services) {
        this(reason, services, Optional.empty(), null);
    }

    /** For a failure of which it is not known which services have failed. */
    public StartFailedException(String reason, Throwable cause) {
        this(reason, Set.of(), cause);
    }

    /** @param services the services that failed; empty if that is not known */
    public StartFailedException(String reason, Set<String> services, Throwable cause) {
        this(reason, services, Optional.empty(), cause);
    }

    private StartFailedException(String reason, Set<String> services, Optional<StackServices> stack, Throwable cause) {
        super(reason, cause);
        this.services = Set.copyOf(services);
        this.stack = stack;
    }

    /**
     * For a failure of which only Compose's own words are known, and which the state of the containers can explain better.
     *
     * @param reason Compose's words
     * @param services the services that they name
     */
    static StartFailedException inWordsOfCompose(
            String reason, Set<String> services, StackServices stack, Throwable cause) {
        return new StartFailedException(reason, services, Optional.of(stack), cause);
    }

    /** The services that failed; empty if that is not known. */
    public Set<String> services() {
        return services;
    }

    /** Whether a service is one of those that failed; false if that is not known. */
    public boolean names(String service) {
        return services.contains(service);
    }

    /** The stack, where the message is in the words of Compose; empty where it says all that there is to say. */
    public Optional<StackServices> stack() {
        return stack;
    }
}
