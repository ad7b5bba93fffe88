package dev.esb.lifecycle;

import dev.esb.cleanup.EnvironmentBefore;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Lease;
import dev.esb.plan.StackRequest;
import java.util.Optional;

/** One attempt to bring an environment up: what has to be known when it fails. */
final class Attempt {
    private final StackRequest request;
    private final UpOptions options;
    private final Secrets secrets;
    private Optional<Lease> lease;
    private Optional<EnvironmentBefore> before = Optional.empty();

    Attempt(StackRequest request, UpOptions options, Secrets secrets, Lease lease) {
        this.request = request;
        this.options = options;
        this.secrets = secrets;
        this.lease = Optional.of(lease);
    }

    StackRequest request() {
        return request;
    }

    EnvironmentKey key() {
        return request.key();
    }

    UpOptions options() {
        return options;
    }

    Secrets secrets() {
        return secrets;
    }

    /** The lease of the environment; empty after this attempt has taken it down, to bring it up in another slot. */
    Optional<Lease> lease() {
        return lease;
    }

    void isTakenDown() {
        lease = Optional.empty();
    }

    void hasLease(Lease other) {
        lease = Optional.of(other);
    }

    /** Whether an earlier build has left the environment for this one. */
    boolean isTakeOver() {
        return options.reuse()
                && before.isPresent()
                && lease.filter(held -> held.owner().isPerson()
                                && held.owner().expires().isPresent())
                        .isPresent();
    }

    /** What the environment had before; empty where this attempt makes all of it. */
    Optional<EnvironmentBefore> before() {
        return before;
    }

    void isUpdateOf(EnvironmentBefore existing) {
        before = Optional.of(existing);
    }
}
