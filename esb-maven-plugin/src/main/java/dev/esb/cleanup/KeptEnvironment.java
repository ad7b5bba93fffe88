package dev.esb.cleanup;

import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * An environment of a build that has failed, which is left to the person who ran the build.
 *
 * @param until when a later goal takes it down
 */
public record KeptEnvironment(EnvironmentKey key, Instant until) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** @return empty where another process has taken it down */
    public static Optional<KeptEnvironment> of(Lease lease, LeaseRegistry leases) {
        return leases.leaveToPerson(lease)
                .flatMap(left -> left.owner().expires())
                .map(until -> new KeptEnvironment(lease.key(), until));
    }

    /**
     * How long it stays, how to look at it, and how to end it.
     *
     * @param reason why it is kept, such as "the build failed (esb.keep=onFailure)"
     */
    public String text(String reason) {
        return ("Environment '%s' is kept until %s, because %s."
                        + " Look at it with 'mvn esb:ps %s' or 'mvn esb:logs %s', take it down with 'mvn esb:down %s'.")
                .formatted(
                        key,
                        TIME.format(until.atZone(ZoneId.systemDefault())),
                        reason,
                        key.options(),
                        key.options(),
                        key.options());
    }
}
