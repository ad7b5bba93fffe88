package dev.esb.lease;

import dev.esb.docker.Docker;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The volumes in which leases are recorded on the engine: one for each slot, with the whole lease in its labels. */
final class LeaseVolumes {
    private static final int CREATE_ATTEMPTS = 5;

    private final Docker docker;

    LeaseVolumes(Docker docker) {
        this.docker = docker;
    }

    /**
     * A volume, the lease that its labels record, and the claim that created it.
     *
     * @param claimId unique for each claim, to find the volumes that a claim has created
     */
    record Entry(String volume, Lease lease, String claimId) {
        private static Entry of(Resource volume) {
            return new Entry(volume.name(), LeaseLabels.lease(volume), LeaseLabels.claimId(volume));
        }
    }

    /** How a claim ended. */
    sealed interface Outcome {
        /** This claim created the volumes of all slots of the lease. */
        record Won() implements Outcome {}

        /** Another environment has one of the slots. The claim has removed the volumes that it created. */
        record Lost() implements Outcome {}

        /**
         * Another process claims slots for the same environment at the same time. The claim has removed the volumes that it created, and
         * can be repeated.
         */
        record ConcurrentClaim() implements Outcome {}
    }

    /** All leases; of each, the volume of its first slot is read. */
    List<Lease> all() {
        return entries().stream()
                .filter(entry -> names(entry.lease()).get(0).equals(entry.volume()))
                .map(Entry::lease)
                .toList();
    }

    /**
     * Claims all slots of the lease, or none.
     *
     * <p>A claim creates its volumes before it reads any. So of two processes that claim for the same environment, in whatever slots, at
     * least the one that reads later sees the volumes of the other one, and a claim that sees the volumes of a concurrent claim removes
     * its own. Never do both claims succeed.
     *
     * @param claimId unique for each claim
     * @param earlier the lease that this one is to replace; its volumes are no concurrent claim
     */
    Outcome claim(Lease lease, String claimId, Optional<Lease> earlier) {
        List<String> names = names(lease);
        for (int attempt = 0; attempt < CREATE_ATTEMPTS; attempt++) {
            names.forEach(name -> docker.run(new VolumeCommand.Create(name, LeaseLabels.of(lease, claimId))));
            List<Entry> entries = entries();
            if (entries.stream().anyMatch(entry -> isConcurrentClaim(entry, lease, claimId, earlier))) {
                remove(ofClaim(claimId, entries));
                return new Outcome.ConcurrentClaim();
            }
            if (ofClaim(claimId, entries).size() == names.size()) {
                return new Outcome.Won();
            }
            boolean isTaken = entries.stream()
                    .anyMatch(entry ->
                            names.contains(entry.volume()) && !entry.claimId().equals(claimId));
            if (isTaken) {
                remove(ofClaim(claimId, entries));
                return new Outcome.Lost();
            }
            // A volume was another claim's when this one tried to create it, and was removed before this one read it.
        }
        return new Outcome.Lost();
    }

    /** Removes the volumes of this lease, but not those of another lease that has got the same slots since. */
    void release(Lease lease) {
        remove(entries().stream()
                .filter(entry -> entry.lease().equals(lease))
                .map(Entry::volume)
                .toList());
    }

    private List<Entry> entries() {
        return docker.run(new ResourceCommand.ListLabelled(Kind.VOLUME, LeaseLabels.SLOT, LeaseLabels.ALL)).stream()
                .map(Entry::of)
                .toList();
    }

    private static boolean isConcurrentClaim(Entry entry, Lease lease, String claimId, Optional<Lease> earlier) {
        return entry.lease().key().equals(lease.key())
                && !entry.claimId().equals(claimId)
                && earlier.filter(entry.lease()::equals).isEmpty();
    }

    private static List<String> ofClaim(String claimId, List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.claimId().equals(claimId))
                .map(Entry::volume)
                .toList();
    }

    private void remove(List<String> names) {
        if (!names.isEmpty()) {
            docker.run(new ResourceCommand.Remove(Kind.VOLUME, names));
        }
    }

    private static List<String> names(Lease lease) {
        if (lease.slot() == 0) {
            return List.of("esb-slot-0" + suffix(lease.key().stack()));
        }
        return IntStream.range(lease.slot(), lease.slot() + lease.count())
                .mapToObj(slot -> "esb-slot-" + slot)
                .toList();
    }

    private static String suffix(String stack) {
        return stack.isEmpty() ? "" : "-" + stack;
    }
}
