package dev.esb.lifecycle;

import dev.esb.cleanup.Down;
import dev.esb.cleanup.EnvironmentBefore;
import dev.esb.cleanup.Undo;
import dev.esb.docker.Docker;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import java.util.Optional;

/** Removes what a failed attempt has made: the environment, or what it has added to one that was there before. */
record AttemptCleanup(Docker docker, Down down, LeaseRegistry leases, Attempt attempt) {

    /**
     * Does it, unless {@link UpOptions#keep} is set.
     *
     * @param wasTried whether the attempt came as far as to create something
     * @return what became of the environment, for the message
     * @throws dev.esb.EsbException when something cannot be removed
     * @throws dev.esb.docker.DockerException when the engine does not answer
     */
    String run(boolean wasTried) {
        return attempt.lease().map(lease -> run(lease, wasTried)).orElse("");
    }

    private String run(Lease lease, boolean wasTried) {
        if (isStillThere(lease)) {
            Optional<String> outcome = ofOwn(lease, wasTried);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        takeDown(lease);
        return "\nAnother process took it down while this one brought it up, for example 'mvn esb:down'."
                + " What this one had made is removed.";
    }

    /** @return empty when another process has taken it down: its {@code down} can be the very reason of the failure, and not be over yet */
    private Optional<String> ofOwn(Lease lease, boolean wasTried) {
        if (wasTried && attempt.options().keep()) {
            return Optional.of(kept(lease));
        }
        if (attempt.before().isPresent()) {
            return undone(lease, attempt.before().get());
        }
        return takeDown(lease) == Down.Outcome.NOTHING
                ? Optional.empty()
                : Optional.of(wasTried ? "\nIt was taken down again; -Desb.keep=true leaves it to be looked at." : "");
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

    private String kept(Lease lease) {
        down.saveLogs(attempt.key(), attempt.request().directories());
        leases.handOver(lease, Optional.empty());
        String options = attempt.key().options();
        return "\nIt is kept (esb.keep). Look at it with 'mvn esb:logs %s', take it down with 'mvn esb:down %s'."
                .formatted(options, options);
    }

    private Down.Outcome takeDown(Lease lease) {
        return down.run(
                attempt.key(),
                attempt.request().directories(),
                attempt.options().stopTimeout(),
                lease::isSameAs);
    }
}
