package dev.esb.lifecycle;

import dev.esb.cleanup.Down;
import dev.esb.cleanup.EnvironmentBefore;
import dev.esb.cleanup.KeptEnvironment;
import dev.esb.cleanup.Undo;
import dev.esb.docker.Docker;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import java.util.Optional;

/** Removes what a failed attempt has made: the environment, or what it has added to one that was there before. */
record AttemptCleanup(Docker docker, Down down, LeaseRegistry leases, Attempt attempt) {

    /** How far the attempt has come. */
    enum Extent {
        /** It was refused before anything was created. */
        REFUSED,
        /** The environment has no container. */
        NO_CONTAINER,
        /** The environment has containers. */
        CONTAINERS
    }

    /**
     * Does it, unless {@link UpOptions#keep} is set.
     *
     * @return what became of the environment, for the message
     * @throws dev.esb.EsbException when something cannot be removed
     * @throws dev.esb.docker.DockerException when the engine does not answer
     */
    String run(Extent extent) {
        return attempt.lease().map(lease -> run(lease, extent)).orElse("");
    }

    private String run(Lease lease, Extent extent) {
        if (isStillThere(lease)) {
            Optional<String> outcome = ofOwn(lease, extent);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        takeDown(lease);
        return "\nAnother process took it down while this one brought it up, for example 'mvn esb:down'."
                + " What this one had made is removed.";
    }

    /** @return empty when another process has taken it down: its {@code down} can be the very reason of the failure, and not be over yet */
    private Optional<String> ofOwn(Lease lease, Extent extent) {
        if (extent != Extent.REFUSED && attempt.options().keep()) {
            return Optional.of(kept(lease, extent));
        }
        if (attempt.before().isPresent()) {
            return undone(lease, attempt.before().get());
        }
        return takeDown(lease) == Down.Outcome.NOTHING
                ? Optional.empty()
                : Optional.of(
                        switch (extent) {
                            case REFUSED -> "";
                            case NO_CONTAINER -> "\nNo service was started, and nothing is left on the engine.";
                            case CONTAINERS -> "\nIt was taken down again; -Desb.keep=true leaves it to be looked at.";
                        });
    }

    /** A lease can be gone without a down: {@code docker volume prune --all} removes the volumes of leases. */
    private boolean isStillThere(Lease lease) {
        return leases.isHeld(lease)
                || attempt.before()
                        .map(this::undo)
                        .filter(Undo::hasOldContainer)
                        .isPresent();
    }

    private Undo undo(EnvironmentBefore before) {
        return new Undo(docker, attempt.key().project(), before);
    }

    private Optional<String> undone(Lease lease, EnvironmentBefore before) {
        Optional<Undo.Result> undone = undo(before).run(attempt.request().directories(), () -> isStillThere(lease));
        return undone.map(result -> {
            leases.handOver(lease, Optional.empty());
            return "\nThe environment was there before, and stays; what this call added is removed." + result.text();
        });
    }

    private String kept(Lease lease, Extent extent) {
        String options = attempt.key().options();
        if (extent == Extent.NO_CONTAINER) {
            leave(lease);
            return "\nIt has no container; what else was made is kept (esb.keep), and 'mvn esb:down %s' removes it."
                    .formatted(options);
        }
        down.saveLogs(attempt.key(), attempt.request().directories());
        Optional<KeptEnvironment> left = leave(lease);
        if (left.isPresent()) {
            return "\n" + left.get().text("it did not get ready (esb.keep=onFailure)");
        }
        return "\nIt is kept (esb.keep). Look at it with 'mvn esb:logs %s', take it down with 'mvn esb:down %s'."
                .formatted(options, options);
    }

    /** @return present where it was a build's */
    private Optional<KeptEnvironment> leave(Lease lease) {
        if (!lease.owner().isPerson()) {
            return KeptEnvironment.of(lease, leases);
        }
        leases.handOver(lease, Optional.empty());
        return Optional.empty();
    }

    private Down.Outcome takeDown(Lease lease) {
        return down.run(
                attempt.key(),
                attempt.request().directories(),
                attempt.options().stopTimeout(),
                lease::isSameAs);
    }
}
