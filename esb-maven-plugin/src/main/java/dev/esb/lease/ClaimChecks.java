package dev.esb.lease;

import dev.esb.EsbException;
import dev.esb.environment.EnvironmentKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;

/** Refuses claims, and explains to the user why an environment gets no lease. */
public final class ClaimChecks {
    private ClaimChecks() {}

    /**
     * Environment "a-b" and stack "b" of environment "a" have the same Compose project, "esb-a-b".
     *
     * @throws EsbException when an environment with another key holds a lease for the project of this one
     */
    static void refuseSameProject(EnvironmentKey key, List<Lease> leases) {
        for (Lease lease : leases) {
            if (lease.key().project().equals(key.project()) && !lease.key().equals(key)) {
                throw new EsbException(
                        "The environment '%s' cannot be used while '%s' (%s) is there: both would be the Compose"
                                        .formatted(key, lease.key(), lease.owner())
                                + " project '%s'. Choose another esb.env or esb.stack.".formatted(key.project()));
            }
        }
    }

    /**
     * One environment runs one stack: {@code docker compose up --remove-orphans} with other files would remove the containers of the
     * first stack.
     *
     * @throws EsbException when the environment's lease names other files
     */
    static void refuseOtherSource(EnvironmentKey key, String source, List<Lease> leases) {
        for (Lease lease : leases) {
            if (lease.key().equals(key)
                    && !lease.source().equals(source)
                    && !lease.source().isEmpty()) {
                throw new EsbException("The environment '%s' runs another stack: %s (%s, since %s), not %s."
                                .formatted(key, lease.source(), lease.owner(), since(lease), source)
                        + " Give this one a name of its own (-Desb.env=NAME, or -Desb.stack=NAME for a second stack in the same"
                        + " environment), or take the other down first: mvn esb:down " + key.options());
            }
        }
    }

    /**
     * Another build, or another process, can have got the environment after this one last looked.
     *
     * @throws BusyEnvironmentException when the lease belongs to a build other than the owner, or another process brings the environment up
     */
    static void refuseBusy(Lease own, Owner owner, Instant now, ProcessStates states) {
        if (own.ownership().isBusyFor(owner, now, states)) {
            throw busy(own, states);
        }
    }

    /** Another build has the environment, or another process brings it up. */
    static BusyEnvironmentException busy(Lease own, ProcessStates states) {
        return new BusyEnvironmentException(
                "The environment '%s' %s.".formatted(own.key(), own.ownership().text())
                        + " Wait for it with -Desb.lockWait=SECONDS, or use another name: -Desb.env=NAME"
                        + (own.ownership().isUnknown(states) ? ". " + unseen(own) : ""));
    }

    private static String unseen(Lease own) {
        return "Whether that process still runs cannot be seen from here; if you know that it does not, take the environment down: mvn esb:down %s"
                .formatted(own.key().options());
    }

    /**
     * An environment keeps its slot for as long as it is there.
     *
     * @throws EsbException when it holds another slot than the pinned one
     */
    static void refuseOtherSlot(Lease own, OptionalInt pinned) {
        if (pinned.isPresent() && pinned.getAsInt() != own.slot()) {
            throw new EsbException(
                    "The environment '%s' runs in slot %s, and keeps its ports and subnets as long as it is there, so it cannot get slot %s (esb.index)."
                                    .formatted(own.key(), own.slot(), pinned.getAsInt())
                            + " Take it down first (mvn esb:down %s), or leave esb.index out."
                                    .formatted(own.key().options()));
        }
    }

    /**
     * A volume that should be the environment's lease cannot be read, so it is not known what the environment has.
     *
     * @throws EsbException when one of these is the environment's
     */
    static void refuseUnreadable(EnvironmentKey key, List<UnreadableLease> unreadable) {
        for (UnreadableLease lease : unreadable) {
            if (lease.isOf(key)) {
                throw new EsbException("The lease of the environment '%s', in the volume '%s', cannot be read. %s."
                        .formatted(key, lease.volume(), lease.advice()));
            }
        }
    }

    /**
     * The pinned slot, or another one of its run, is held.
     *
     * @param now the leases as they are now
     */
    static EsbException slotTaken(SlotRun wanted, LeaseListing now) {
        for (int slot : wanted.slots().toArray()) {
            String name = slot == wanted.first()
                    ? "Slot %s (esb.index)".formatted(slot)
                    : "Slot %s, which the stack needs beside slot %s (esb.index),".formatted(slot, wanted.first());
            for (Lease holder : now.leases()) {
                if (holder.covers(slot)) {
                    return new EsbException("%s is held by the environment '%s' (%s, since %s)."
                                    .formatted(name, holder.key(), holder.owner(), since(holder))
                            + " Leave esb.index out to get a free slot, or take that environment down: mvn esb:down "
                            + holder.key().options());
                }
            }
            for (UnreadableLease holder : now.unreadable()) {
                if (holder.volume().equals("esb-slot-" + slot)) {
                    return new EsbException("%s is held by the volume '%s', which cannot be read. %s."
                            .formatted(name, holder.volume(), holder.advice()));
                }
            }
        }
        return new EsbException(
                "Another process had slot %s (esb.index) at the same moment, and has given it back since. Try again."
                        .formatted(wanted.first()));
    }

    /** To the second: a claim has nanoseconds, which say nothing to a reader. */
    private static Instant since(Lease lease) {
        return lease.created().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * The pinned slot has ports and subnets for the stack.
     *
     * @throws EsbException when it has none, or too few
     */
    public static void requireAccepted(int slot, SlotDemand demand) {
        if (demand.accepts(slot)) {
            return;
        }
        String reason;
        if (slot < 1) {
            reason = "slots begin with 1; 0 is that of the environment 'default', whose ports are those of the file";
        } else if (slot > demand.last()) {
            reason = demand.last() == 1
                    ? "there are ports and subnets for one slot, 1"
                    : "there are ports and subnets for the slots 1 to %s".formatted(demand.last());
        } else if (!demand.isInside(slot)) {
            reason = "the stack needs %s slots in a row, and the last one is %s"
                    .formatted(demand.count(), demand.last());
        } else if (slot % demand.alignment() != 0) {
            reason = "the networks of the stack need %s slots in a row, from a multiple of %s on"
                    .formatted(demand.alignment(), demand.alignment());
        } else {
            reason = "from there on, the port range (esb.portRange) has too few ports for the stack";
        }
        throw new EsbException("Slot %s (esb.index) cannot be used: %s. Leave esb.index out to get a free one."
                .formatted(slot, reason));
    }
}
