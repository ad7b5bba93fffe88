package dev.esb.lease;

import java.time.Instant;
import java.util.Optional;

/**
 * The owner of an environment: a build, at whose end the plugin takes the environment down, or a person, who takes it down with
 * {@code esb:down}.
 *
 * @param person the user who brought the environment up, as shown in messages: {@code user@host}
 * @param process the build; empty for an environment of a person
 * @param expires when the environment's {@code ttl} is over; ignored while this process can see that the build runs; empty for no
 *     {@code ttl}
 */
public record Owner(String person, Optional<BuildProcess> process, Optional<Instant> expires) {

    /**
     * A person, whose environments stay until {@code esb:down}.
     *
     * @param person as shown in messages: {@code user@host}
     */
    public static Owner person(String person) {
        return new Owner(person, Optional.empty(), Optional.empty());
    }

    /**
     * Whether the plugin may take the environment down without being asked to: its build has ended, or its {@code ttl} is over and this
     * process cannot see that its build still runs.
     */
    public boolean hasEnded(Instant now) {
        BuildProcess.State state = process.map(BuildProcess::state).orElse(BuildProcess.State.UNKNOWN);
        return switch (state) {
            case DEAD -> true;
            case ALIVE -> false;
            case UNKNOWN -> expires.filter(end -> end.isBefore(now)).isPresent();
        };
    }

    /** Whether the owner is that build. */
    public boolean isBuild(BuildProcess build) {
        return process.filter(build::equals).isPresent();
    }

    /** Whether both owners are the same build, or both are persons. */
    public boolean isSameBuildAs(Owner other) {
        return process.equals(other.process);
    }

    /** Whether this owner is a build, and the other owner is not the same build. */
    public boolean isOtherBuildThan(Owner other) {
        return process.isPresent() && !isSameBuildAs(other);
    }

    /** As shown in messages: {@code user@host}, for a build with its process id. */
    @Override
    public String toString() {
        return process.map(build -> person + ", process " + build.pid()).orElse(person);
    }
}
