package dev.esb.lease;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.lease.LeaseRecord.Slot;
import dev.esb.lease.LeaseVolumes.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Leases whose volumes are gone although containers of their environments are there: no container uses them, so {@code docker volume prune
 * --all} removes them. They are made anew from the labels of the containers.
 */
record LostLeases(Docker docker, LeaseVolumes volumes) {

    /** What the labels of the engine's containers say. */
    List<Slot> slotsOfContainers() {
        // A container that was only created is no proof: the engine can have made it after its environment was taken
        // down.
        return docker.run(new ContainerCommand.ListStarted(LeaseLabels.SLOT, LeaseLabels.ALL)).stream()
                .map(LeaseLabels::read)
                .filter(Slot.class::isInstance)
                .map(Slot.class::cast)
                .toList();
    }

    /**
     * Makes lost leases anew.
     *
     * @param held the leases as last read
     * @param slots what the labels of containers say; read at the same time as the leases
     * @return the leases and the lost ones
     */
    List<Lease> restore(List<Lease> held, List<Slot> slots, Instant now) {
        return withLost(held, slots, now, this::restored);
    }

    /** As {@link #restore}, and makes nothing. */
    List<Lease> look(List<Lease> held, List<Slot> slots, Instant now) {
        return withLost(held, slots, now, lease -> lease);
    }

    private List<Lease> withLost(List<Lease> held, List<Slot> slots, Instant now, UnaryOperator<Lease> made) {
        List<Slot> suspects = lost(slots, held);
        if (suspects.isEmpty()) {
            return held;
        }
        // Containers are removed before their lease and created after it. So one that is there now, after its lease was
        // seen to be gone,
        // has lost it, unless it is of a later lease of the same name.
        List<Slot> still = slotsOfContainers();
        List<Lease> all = new ArrayList<>(volumes.read().leases());
        ProcessStates states = ProcessStates.of(
                docker,
                suspects.stream()
                        .flatMap(slot -> slot.claim().owner().process().stream())
                        .toList());
        for (Slot slot : suspects) {
            if (still.contains(slot) && lost(List.of(slot), all).contains(slot)) {
                lease(slot, now, states).map(made).ifPresent(all::add);
            }
        }
        return List.copyOf(all);
    }

    private static List<Slot> lost(List<Slot> slots, List<Lease> held) {
        return slots.stream()
                .filter(slot -> held.stream().noneMatch(lease -> lease.key().equals(slot.key())))
                .toList();
    }

    /**
     * Counts as held even where another environment has got its slot since. Where another process makes it anew at the same moment, what
     * that one has made of it counts; until that can be seen, what the containers say.
     */
    private Lease restored(Lease lease) {
        return volumes.claim(lease) == Outcome.CONCURRENT_CLAIM
                ? LeaseRegistry.of(lease.key(), volumes.read().leases()).orElse(lease)
                : lease;
    }

    /** Empty where a build had the environment and has ended: what is left of it is an orphan. */
    private static Optional<Lease> lease(Slot slot, Instant now, ProcessStates states) {
        Owner owner = slot.claim().owner();
        if (!owner.isPerson() && owner.hasEnded(now, states)) {
            return Optional.empty();
        }
        return Optional.of(
                new Lease(slot.key(), List.of(slot.run()), slot.source(), slot.claim(), Ownership.of(slot.claim())));
    }
}
