package dev.esb.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whom an environment belongs to now, and which process works on it.
 *
 * @param owner the build or the person
 * @param updating the process that brings the environment up once more at this moment, although it belongs to {@code owner}; empty for none
 * @param since when this began
 * @param number counts the changes of one environment, from 0 for the owner that claimed it
 */
public record Ownership(Owner owner, Optional<BuildProcess> updating, Instant since, int number) {
    /** A process that no other one can see, such as one in a container, may have been killed; no goal works on an environment for so long. */
    private static final Duration LONGEST_UPDATE = Duration.ofHours(1);

    /**
     * That of a lease of which no change is recorded. What was claimed for a person is the person's then: if the volume with the change was
     * removed, it must not look as if the process that brought the environment up had left it half made.
     */
    static Ownership of(Claim claim) {
        return new Ownership(claim.owner().onceUp(), Optional.empty(), claim.created(), 0);
    }

    /** That of the process that claims; of one that does so for a person, it has to be recorded as a change. */
    static Ownership ofClaimant(Claim claim) {
        boolean isComingUp = !claim.owner().onceUp().equals(claim.owner());
        return new Ownership(claim.owner(), Optional.empty(), claim.created(), isComingUp ? 1 : 0);
    }

    /** Whether another build owns the environment, or another process brings it up at this moment. */
    public boolean isBusyFor(Owner me, Instant now, ProcessStates states) {
        return owner.isOtherBuildThan(me)
                || updating.filter(process -> !me.isBuild(process))
                        .filter(process -> isAtWork(process, now, states))
                        .isPresent();
    }

    /** Whether a process other than {@code me} brings the environment up at this moment for a person, or once more for whom it belongs to. */
    public boolean isBroughtUpByOther(BuildProcess me, Instant now, ProcessStates states) {
        return (owner.isPerson() ? owner.process() : Optional.<BuildProcess>empty())
                .or(() -> updating)
                .filter(process -> !process.isSame(me))
                .filter(process -> isAtWork(process, now, states))
                .isPresent();
    }

    /** Whether the environment belongs to a build other than {@code me} that is not seen to have ended. */
    public boolean isOfOtherBuild(BuildProcess me, ProcessStates states) {
        return !owner.isPerson()
                && owner.process()
                        .filter(process -> !process.isSame(me))
                        .filter(process -> states.of(process) != BuildProcess.State.DEAD)
                        .isPresent();
    }

    /** Whether the environment is a person's, and no process brings it up. */
    boolean isIdle() {
        return owner.process().isEmpty() && updating.isEmpty();
    }

    private boolean isAtWork(BuildProcess process, Instant now, ProcessStates states) {
        return switch (states.of(process)) {
            case ALIVE -> true;
            case DEAD -> false;
            case UNKNOWN -> now.isBefore(since.plus(LONGEST_UPDATE));
        };
    }

    /** The same owner, while a process brings the environment up once more. */
    Ownership updatedBy(BuildProcess process, Instant now) {
        return new Ownership(owner, Optional.of(process), now, number + 1);
    }

    /** Another owner, and no process at work. */
    Ownership handedTo(Owner next, Instant now) {
        return new Ownership(next, Optional.empty(), now, number + 1);
    }

    /** Whether it cannot be found out whether the process still runs that has the environment, or brings it up. */
    boolean isUnknown(ProcessStates states) {
        return updating.or(owner::process).filter(states::isUnknown).isPresent();
    }

    /** Who has the environment, as the end of a sentence about it. */
    public String text() {
        String process = updating.map(busy -> ", process " + busy.pid()).orElse("");
        return (updating.isPresent() || owner.isPerson()
                        ? "is being brought up by another process (%s%s since %s)"
                        : "belongs to another build (%s%s since %s)")
                .formatted(owner, process, since);
    }
}
