package dev.esb.lease;

import dev.esb.lease.LeaseRecord.Change;
import dev.esb.lease.LeaseRecord.Slot;
import dev.esb.lease.LeaseRecord.Unreadable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all volumes of leases on an engine say. */
record LeaseListing(List<LeaseRecord> all) {

    /** The leases that this version can read. */
    List<Lease> leases() {
        Map<String, List<Slot>> byClaim = slots().collect(
                        Collectors.groupingBy(slot -> slot.claim().id(), LinkedHashMap::new, Collectors.toList()));
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
            leases.add(changesOf(lease)
                    .map(Change::ownership)
                    .max(Comparator.comparingInt(Ownership::number))
                    .map(lease::with)
                    .orElse(lease));
        }
        return leases;
    }

    /** Volumes of slots whose labels this version cannot read. */
    List<UnreadableLease> unreadable() {
        return only(Unreadable.class)
                .filter(record -> record.name().startsWith("esb-slot-"))
                .map(Unreadable::lease)
                .toList();
    }

    Stream<Slot> slots() {
        return only(Slot.class);
    }

    /** The slots that a lease holds. */
    Stream<Slot> slotsOf(Lease lease) {
        return slots().filter(slot -> slot.claim().id().equals(lease.claim().id()));
    }

    Stream<Change> changes() {
        return only(Change.class);
    }

    /** The changes of a lease's owner. */
    Stream<Change> changesOf(Lease lease) {
        return changes().filter(change -> change.claim().equals(lease.claim().id()));
    }

    /** Whether there is a volume of that name, whatever it says. */
    boolean hasVolume(String name) {
        return all.stream().anyMatch(record -> record.name().equals(name));
    }

    private <T extends LeaseRecord> Stream<T> only(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast);
    }
}
