package dev.esb.lease;

import dev.esb.docker.Docker;
import dev.esb.engine.EnginePlace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The owner of an environment: a build, at whose end the plugin takes the environment down, or a person, who takes it down with
 * {@code esb:down}.
 *
 * <p>What a person brings up belongs to the process until it is up, so that nothing half made stays if that process is killed. Then it is the
 * person's.
 *
 * @param person the user who brought the environment up, as shown in messages: {@code user@host}
 * @param process the build, or the process that brings the environment up for a person; empty for an environment of a person that is up
 * @param isPerson whether the environment is a person's, or will be once it is up
 * @param expires when the environment's {@code ttl} is over; ignored while this process can see that the other process runs; empty for no
 *     {@code ttl}
 */
public record Owner(String person, Optional<BuildProcess> process, boolean isPerson, Optional<Instant> expires) {
    /** How long what a failed build has left can be looked at: a working day. */
    private static final Duration KEPT = Duration.ofHours(8);

    /**
     * A person, whose environments stay until {@code esb:down}.
     *
     * @param person as shown in messages: {@code user@host}
     */
    public static Owner person(String person) {
        return new Owner(person, Optional.empty(), true, Optional.empty());
    }

    /** A build, with whose end the environment goes. */
    public static Owner build(String person, BuildProcess process, Optional<Instant> expires) {
        return new Owner(person, Optional.of(process), false, expires);
    }

    /** A process that brings an environment up for a person. */
    public static Owner bringingUp(String person, BuildProcess process, Optional<Instant> expires) {
        return new Owner(person, Optional.of(process), true, expires);
    }

    /** The owner once the environment is up: a build stays it, and what was brought up for a person is the person's. */
    Owner onceUp() {
        return isPerson ? new Owner(person, Optional.empty(), true, expires) : this;
    }

    /**
     * The person who ran the build, to whom its environment is left: until the end of the {@code ttl} that the build gave it, else for
     * {@link #KEPT}.
     */
    Owner person(Instant now) {
        return new Owner(person, Optional.empty(), true, Optional.of(expires.orElse(now.plus(KEPT))));
    }

    /** The same owner, with what other processes can find out about its process from the engine on which it claims a lease. */
    public Owner on(Docker docker, EnginePlace place) {
        return new Owner(person, process.map(own -> own.on(docker, place)), isPerson, expires);
    }

    /** The same owner with another end of life. */
    Owner until(Instant end) {
        return new Owner(person, process, isPerson, Optional.of(end));
    }

    /**
     * Whether the plugin may take the environment down without being asked to: its build has ended, or its {@code ttl} is over and this
     * process cannot see that its build still runs.
     */
    public boolean hasEnded(Instant now, ProcessStates states) {
        BuildProcess.State state = process.map(states::of).orElse(BuildProcess.State.UNKNOWN);
        return switch (state) {
            case DEAD -> true;
            case ALIVE -> false;
            case UNKNOWN -> expires.filter(end -> end.isBefore(now)).isPresent();
        };
    }

    /** Whether the owner is that build, or that process. */
    public boolean isBuild(BuildProcess build) {
        return process.filter(build::isSame).isPresent();
    }

    /** Whether this owner is a build or process, and the other owner is not the same one. */
    public boolean isOtherBuildThan(Owner other) {
        return process.filter(own -> !other.isBuild(own)).isPresent();
    }

    /** As shown in messages: {@code user@host}, for a build with its process id. */
    @Override
    public String toString() {
        return process.map(build -> person + ", process " + build.pid()).orElse(person);
    }
}
