package dev.esb.lease;

import java.time.Instant;
import java.util.Optional;

/**
 * The owner of an environment: a build, with which it ends, or a person, who takes it down.
 *
 * @param person the user who brought it up, as shown in messages: {@code user@host}
 * @param process the build; empty for an environment of a person
 * @param expires when the environment's {@code ttl} is over; ignored while the build is seen to run; empty for no {@code ttl}
 */
public record Owner(String person, Optional<BuildProcess> process, Optional<Instant> expires) {

    /** A person, whose environments stay until {@code esb:down}. */
    public static Owner person(String person) {
        return new Owner(person, Optional.empty(), Optional.empty());
    }

    /**
     * Whether the environment can be taken down without asking: its build has ended, or its {@code ttl} is over and this process cannot
     * see that its build still runs.
     */
    public boolean isGone(Instant now) {
        BuildProcess.State state = process.map(BuildProcess::state).orElse(BuildProcess.State.UNKNOWN);
        return switch (state) {
            case DEAD -> true;
            case ALIVE -> false;
            case UNKNOWN -> expires.filter(end -> end.isBefore(now)).isPresent();
        };
    }

    /** Whether it is that build. */
    public boolean isBuild(BuildProcess build) {
        return process.filter(build::equals).isPresent();
    }

    /** Whether both are one build, or neither is a build. */
    public boolean isSameBuildAs(Owner other) {
        return process.equals(other.process);
    }

    /** Whether it is a build, and the other one is not that build. */
    public boolean isOtherBuildThan(Owner other) {
        return process.isPresent() && !isSameBuildAs(other);
    }

    /** As shown in messages: {@code user@host}, with the process of a build. */
    @Override
    public String toString() {
        return process.map(build -> person + ", process " + build.pid()).orElse(person);
    }
}
