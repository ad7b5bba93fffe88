package dev.esb.lease;

import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.LeaseRecord.Change;
import dev.esb.lease.LeaseRecord.Slot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The volumes in which leases are recorded on the engine: {@code esb-slot-<n>} for each slot, with the whole lease in its labels, and
 * {@code esb-owner-<project>.<n>} for the n-th change of the owner, since the engine never changes labels.
 */
final class LeaseVolumes {
    private static final int CREATE_ATTEMPTS = 5;

    private final Docker docker;

    LeaseVolumes(Docker docker) {
        this.docker = docker;
    }

    /** How a claim, or a change of the owner, ended. */
    enum Outcome {
        /** This claim created the volumes of all slots; this change counts. */
        WON,
        /** Another environment has one of the slots; another process changed the owner first. What this call created is removed. */
        LOST,
        /**
         * Another process claims slots for the same environment at the same time. The claim has removed the volumes that it created, and
         * can be repeated.
         */
        CONCURRENT_CLAIM,
        /** The lease is not there any more, so its owner cannot be changed. */
        GONE
    }

    LeaseListing read() {
        return new LeaseListing(
                docker.run(new ResourceCommand.ListLabelled(Kind.VOLUME, LeaseLabels.SLOT, LeaseLabels.ALL)).stream()
                        .map(LeaseLabels::read)
                        .toList());
    }

    /**
     * Claims all slots of the lease's newest run, or none.
     *
     * <p>A claim creates its volumes before it reads any. So of two processes that claim for the same environment, in whatever slots, at
     * least the one that reads later sees the volumes of the other one, and a claim that sees the volumes of a concurrent claim removes
     * its own. Never do both claims succeed.
     */
    Outcome claim(Lease lease) {
        int number = lease.runs().size() - 1;
        boolean isFirst = number == 0;
        String runId = isFirst ? lease.claim().id() : UUID.randomUUID().toString();
        List<String> names = names(lease.key(), lease.newest());
        for (int attempt = 0; attempt < CREATE_ATTEMPTS; attempt++) {
            // The owner first: as soon as the volume of a slot is there, other processes act on its owner.
            if (isFirst && lease.ownership().number() > 0) {
                create(changeName(lease, lease.ownership()), LeaseLabels.ofChange(lease, lease.ownership(), runId));
            }
            names.forEach(name -> create(name, LeaseLabels.ofSlot(lease, number, runId)));
            LeaseListing listing = read();
            List<String> own = listing.slots()
                    .filter(slot -> slot.runId().equals(runId))
                    .map(Slot::name)
                    .toList();
            if (listing.slots().anyMatch(slot -> isConcurrentClaim(slot, lease))) {
                undo(lease, isFirst, own, listing);
                return Outcome.CONCURRENT_CLAIM;
            }
            boolean hasOwner = !isFirst
                    || lease.ownership().number() == 0
                    || listing.changesOf(lease).findAny().isPresent();
            if (own.containsAll(names) && hasOwner) {
                return Outcome.WON;
            }
            if (names.stream().anyMatch(name -> listing.hasVolume(name) && !own.contains(name))) {
                undo(lease, isFirst, own, listing);
                return Outcome.LOST;
            }
            if (!hasOwner) {
                // It is left from an earlier lease of this name, whose process was killed in the middle of the release.
                remove(List.of(changeName(lease, lease.ownership())));
            }
            // A volume was another claim's when this one tried to create it, and was removed before this one read it.
        }
        return Outcome.LOST;
    }

    /**
     * Records another owner, or a process at work. Of two processes that do so at once, the engine creates the volume of one; that is as
     * atomic as a claim. Volumes of slots that were removed by hand are created again.
     */
    Outcome change(Lease lease, Ownership next) {
        String changeId = UUID.randomUUID().toString();
        String name = changeName(lease, next);
        for (int attempt = 0; attempt < CREATE_ATTEMPTS; attempt++) {
            create(name, LeaseLabels.ofChange(lease, next, changeId));
            LeaseListing listing = read();
            List<Change> sameName = listing.changes()
                    .filter(change -> change.name().equals(name))
                    .toList();
            boolean isOwn =
                    sameName.stream().anyMatch(change -> change.changeId().equals(changeId));
            List<Slot> slots = listing.slotsOf(lease).toList();
            if (slots.isEmpty()) {
                remove(isOwn ? List.of(name) : List.of());
                return Outcome.GONE;
            }
            if (isOwn) {
                remove(listing.changesOf(lease)
                        .filter(change -> change.ownership().number() < next.number())
                        .map(Change::name)
                        .toList());
                createMissing(lease, slots);
                return Outcome.WON;
            }
            if (sameName.stream()
                    .anyMatch(change -> change.claim().equals(lease.claim().id()))) {
                return Outcome.LOST;
            }
            // It is left from an earlier lease of this name, whose process was killed in the middle of the release.
            remove(sameName.stream().map(Change::name).toList());
        }
        return Outcome.LOST;
    }

    private void undo(Lease lease, boolean isFirst, List<String> slots, LeaseListing listing) {
        Stream<String> changes = isFirst ? listing.changesOf(lease).map(Change::name) : Stream.empty();
        remove(Stream.concat(slots.stream(), changes).toList());
    }

    /** Removes the owners that processes recorded which were killed before they claimed a slot. */
    void removeAbandoned(Instant now) {
        LeaseListing listing = read();
        List<String> claims = listing.slots().map(slot -> slot.claim().id()).toList();
        List<Change> abandoned = listing.changes()
                .filter(change -> !claims.contains(change.claim()))
                .toList();
        ProcessStates states = ProcessStates.of(
                docker,
                abandoned.stream()
                        .flatMap(change -> change.ownership().owner().process().stream())
                        .toList());
        remove(abandoned.stream()
                .filter(change -> change.ownership().owner().hasEnded(now, states))
                .map(Change::name)
                .toList());
    }

    /** Removes the volumes of this lease, but not those of another lease that has got the same slots since. */
    void release(Lease lease) {
        LeaseListing listing = read();
        remove(Stream.concat(
                        listing.slotsOf(lease).map(Slot::name),
                        listing.changesOf(lease).map(Change::name))
                .toList());
        if (lease.owner().isPerson() || lease.ownership().number() > 0) {
            // Another process may have recorded a change since they were read. From now on it sees that the lease is
            // gone.
            remove(read().changesOf(lease).map(Change::name).toList());
        }
    }

    /** A volume that was removed by hand; if another environment has got its slot since, the engine leaves that one's. */
    private void createMissing(Lease lease, List<Slot> slots) {
        List<String> there = slots.stream().map(Slot::name).toList();
        for (int number = 0; number < lease.runs().size(); number++) {
            int current = number;
            String runId = slots.stream()
                    .filter(slot -> slot.number() == current)
                    .map(Slot::runId)
                    .findFirst()
                    .orElse(lease.claim().id());
            for (String name : names(lease.key(), lease.runs().get(number))) {
                if (!there.contains(name)) {
                    create(name, LeaseLabels.ofSlot(lease, number, runId));
                }
            }
        }
    }

    private static boolean isConcurrentClaim(Slot slot, Lease lease) {
        return slot.key().equals(lease.key())
                && !slot.claim().id().equals(lease.claim().id());
    }

    private void create(String name, Map<String, String> labels) {
        for (int attempt = 1; true; attempt++) {
            try {
                docker.run(new VolumeCommand.Create(name, labels));
                return;
            } catch (DockerException e) {
                if (attempt == CREATE_ATTEMPTS || !isBeingRemoved(e)) {
                    throw e;
                }
            }
        }
    }

    /** Podman fails so where another process removes the volume of that name at this moment. */
    private static boolean isBeingRemoved(DockerException failure) {
        return failure.errorOutput().contains("creating volume directory")
                && failure.errorOutput().contains("no such file or directory");
    }

    private void remove(Collection<String> names) {
        if (!names.isEmpty()) {
            docker.run(new ResourceCommand.Remove(Kind.VOLUME, List.copyOf(names)));
        }
    }

    private static String changeName(Lease lease, Ownership ownership) {
        return "esb-owner-%s.%s".formatted(lease.key().project(), ownership.number());
    }

    private static List<String> names(EnvironmentKey key, SlotRun run) {
        if (run.first() == 0) {
            return List.of("esb-slot-0" + (key.stack().isEmpty() ? "" : "-" + key.stack()));
        }
        return run.slots().mapToObj(slot -> "esb-slot-" + slot).toList();
    }
}
