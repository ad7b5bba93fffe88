package dev.esb.lease;

import dev.esb.docker.Docker;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.LeaseRecord.Change;
import dev.esb.lease.LeaseRecord.Slot;
import dev.esb.lease.LeaseRecord.Unreadable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /**
     * What the volumes say.
     *
     * @param leases those that this version can read
     * @param unreadable volumes of slots whose labels it cannot read
     */
    record Listing(List<Lease> leases, List<UnreadableLease> unreadable) {}

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

    Listing read() {
        List<LeaseRecord> records = records();
        return new Listing(
                leases(records),
                only(Unreadable.class, records)
                        .filter(record -> record.name().startsWith("esb-slot-"))
                        .map(Unreadable::lease)
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
        String runId = number == 0 ? lease.claim().id() : UUID.randomUUID().toString();
        List<String> names = names(lease.key(), lease.newest());
        for (int attempt = 0; attempt < CREATE_ATTEMPTS; attempt++) {
            names.forEach(name -> create(name, LeaseLabels.ofSlot(lease, number, runId)));
            List<LeaseRecord> records = records();
            List<String> own = only(Slot.class, records)
                    .filter(slot -> slot.runId().equals(runId))
                    .map(Slot::name)
                    .toList();
            if (only(Slot.class, records).anyMatch(slot -> isConcurrentClaim(slot, lease))) {
                remove(own);
                return Outcome.CONCURRENT_CLAIM;
            }
            if (own.containsAll(names)) {
                return Outcome.WON;
            }
            if (records.stream().anyMatch(record -> names.contains(record.name()) && !own.contains(record.name()))) {
                remove(own);
                return Outcome.LOST;
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
            List<LeaseRecord> records = records();
            List<Change> sameName = only(Change.class, records)
                    .filter(change -> change.name().equals(name))
                    .toList();
            boolean isOwn =
                    sameName.stream().anyMatch(change -> change.changeId().equals(changeId));
            List<Slot> slots = only(Slot.class, records)
                    .filter(slot -> slot.claim().id().equals(lease.claim().id()))
                    .toList();
            if (slots.isEmpty()) {
                remove(isOwn ? List.of(name) : List.of());
                return Outcome.GONE;
            }
            if (isOwn) {
                remove(only(Change.class, records)
                        .filter(change ->
                                isOf(lease, change) && change.ownership().number() < next.number())
                        .map(Change::name)
                        .toList());
                createMissing(lease, slots);
                return Outcome.WON;
            }
            if (sameName.stream().anyMatch(change -> isOf(lease, change))) {
                return Outcome.LOST;
            }
            // It is left from an earlier lease of this name, whose process was killed in the middle of the release.
            remove(sameName.stream().map(Change::name).toList());
        }
        return Outcome.LOST;
    }

    /**
     * Claims for an environment whose volumes were removed while its containers are there. The owner comes first: as soon as the slot's
     * volume is there, other processes act on its owner.
     */
    Outcome restore(Lease lease) {
        if (lease.ownership().number() > 0) {
            create(
                    changeName(lease, lease.ownership()),
                    LeaseLabels.ofChange(
                            lease, lease.ownership(), UUID.randomUUID().toString()));
        }
        return claim(lease);
    }

    /** Removes the volumes of this lease, but not those of another lease that has got the same slots since. */
    void release(Lease lease) {
        List<LeaseRecord> records = records();
        remove(Stream.concat(
                        only(Slot.class, records)
                                .filter(slot ->
                                        slot.claim().id().equals(lease.claim().id()))
                                .map(Slot::name),
                        changes(lease, records))
                .toList());
        if (lease.owner().isPerson() || lease.ownership().number() > 0) {
            // Another process may have recorded a change since they were read. From now on it sees that the lease is
            // gone.
            remove(changes(lease, records()).toList());
        }
    }

    private static Stream<String> changes(Lease lease, List<LeaseRecord> records) {
        return only(Change.class, records).filter(change -> isOf(lease, change)).map(Change::name);
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

    private static List<Lease> leases(List<LeaseRecord> records) {
        Map<String, List<Slot>> byClaim = only(Slot.class, records)
                .collect(Collectors.groupingBy(slot -> slot.claim().id(), LinkedHashMap::new, Collectors.toList()));
        List<Lease> leases = new ArrayList<>();
        for (List<Slot> slots : byClaim.values()) {
            // Any volume of a run has the whole run, so one that was removed by hand is not missed.
            List<SlotRun> runs = slots.stream()
                    .sorted(Comparator.comparingInt(Slot::number))
                    .map(Slot::run)
                    .distinct()
                    .toList();
            Slot first = slots.get(0);
            Lease lease = new Lease(first.key(), runs, first.source(), first.claim(), Ownership.of(first.claim()));
            leases.add(only(Change.class, records)
                    .filter(change -> isOf(lease, change))
                    .map(Change::ownership)
                    .max(Comparator.comparingInt(Ownership::number))
                    .map(lease::with)
                    .orElse(lease));
        }
        return leases;
    }

    private static boolean isConcurrentClaim(Slot slot, Lease lease) {
        return slot.key().equals(lease.key())
                && !slot.claim().id().equals(lease.claim().id());
    }

    private static boolean isOf(Lease lease, Change change) {
        return change.claim().equals(lease.claim().id());
    }

    private static <T extends LeaseRecord> Stream<T> only(Class<T> type, List<LeaseRecord> records) {
        return records.stream().filter(type::isInstance).map(type::cast);
    }

    private List<LeaseRecord> records() {
        return docker.run(new ResourceCommand.ListLabelled(Kind.VOLUME, LeaseLabels.SLOT, LeaseLabels.ALL)).stream()
                .map(LeaseLabels::read)
                .toList();
    }

    private void create(String name, Map<String, String> labels) {
        docker.run(new VolumeCommand.Create(name, labels));
    }

    private void remove(Collection<String> names) {
        if (!names.isEmpty()) {
            docker.run(new ResourceCommand.Remove(Kind.VOLUME, List.copyOf(names)));
        }
    }

    private static String changeName(Lease lease, Ownership ownership) {
        return "esb-owner-%s.%d".formatted(lease.key().project(), ownership.number());
    }

    private static List<String> names(EnvironmentKey key, SlotRun run) {
        if (run.first() == 0) {
            return List.of("esb-slot-0" + (key.stack().isEmpty() ? "" : "-" + key.stack()));
        }
        return run.slots().mapToObj(slot -> "esb-slot-" + slot).toList();
    }
}
