package dev.esb.lease;

import dev.esb.EsbException;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.LeaseVolumes.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Looks for slots in a row that meet a demand, and claims the first that are free.
 *
 * @param room what the stack would find in a slot
 */
record SlotSearch(LeaseVolumes volumes, EnvironmentKey key, SlotDemand demand, SlotRoom room) {

    /**
     * Claims any slots: the preferred ones first, and those where the stack does not get its usual ports and subnets last.
     *
     * @param lease the lease that has these slots as its newest run
     * @param known the leases as last read; a slot that is free in them can still turn out to be taken
     * @return empty when another process claims for the same environment at the same time
     * @throws EsbException when no slots are free
     */
    Optional<Lease> any(Function<SlotRun, Lease> lease, List<Lease> known) {
        Set<Integer> taken = known.stream()
                .flatMap(other -> other.runs().stream())
                .flatMap(run -> run.slots().boxed())
                .collect(Collectors.toCollection(HashSet::new));
        for (IntPredicate usable : List.<IntPredicate>of(room::isFree, room::hasOthers)) {
            for (int slot : LeaseRegistry.slots(key, demand).toArray()) {
                SlotRun run = new SlotRun(slot, demand.count());
                if (run.isFree(taken) && usable.test(slot)) {
                    Lease wanted = lease.apply(run);
                    Outcome outcome = volumes.claim(wanted);
                    if (outcome != Outcome.LOST) {
                        return outcome == Outcome.WON ? Optional.of(wanted) : Optional.empty();
                    }
                    taken.add(slot);
                }
            }
        }
        throw new NoSlot(key, demand, room).exception(volumes.read());
    }

    /**
     * Claims the slots that the user asked for.
     *
     * @return empty when another process claims for the same environment at the same time
     * @throws EsbException when they are held, or not usable
     */
    Optional<Lease> pinned(Function<SlotRun, Lease> lease, int slot, List<Lease> known) {
        ClaimChecks.requireAccepted(slot, demand);
        SlotRun run = new SlotRun(slot, demand.count());
        if (known.stream().noneMatch(other -> other.overlaps(run))) {
            Lease wanted = lease.apply(run);
            Outcome outcome = volumes.claim(wanted);
            if (outcome != Outcome.LOST) {
                return outcome == Outcome.WON ? Optional.of(wanted) : Optional.empty();
            }
        }
        throw ClaimChecks.slotTaken(run, volumes.read());
    }
}
