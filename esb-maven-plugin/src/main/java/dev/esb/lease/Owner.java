package dev.esb.lease;

import java.time.Instant;
import java.util.Optional;

/**
 * To whom an environment belongs.
 *
 * @param person who brought it up, for people: {@code user@host}
 * @param process the build whose end is its end; empty for one that stays until somebody takes it down
 * @param expires when its life ends, unless the build is seen to run; empty for never
 */
public record Owner(String person, Optional<BuildProcess> process, Optional<Instant> expires) {

    /** Somebody whose environments stay. */
    public static Owner person(String person) {
        return new Owner(person, Optional.empty(), Optional.empty());
    }

    /**
     * Whether nobody can need the environment any more: its build has ended, or its time is over and nobody can see from here that
     * its build still runs.
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

    /** For people: {@code user@host}, with the process of a build. */
    @Override
    public String toString() {
        return process.map(build -> person + ", process " + build.pid()).orElse(person);
    }
}
