package dev.esb.lease;

import dev.esb.environment.EnvironmentKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The record on the engine that an environment holds slots.
 *
 * @param key the environment
 * @param runs the slots, in the order in which they were claimed: at least one run, and another one each time that the stack got more ports
 *     or networks than the slots had room for
 * @param source the Compose files that the environment runs, as messages show them; two stacks differ in it; empty where it is not known
 * @param claim how the first run was claimed
 * @param ownership whom the environment belongs to now
 */
public record Lease(EnvironmentKey key, List<SlotRun> runs, String source, Claim claim, Ownership ownership) {

    /** A lease as it is claimed first. */
    static Lease claimed(EnvironmentKey key, SlotRun run, String source, Claim claim) {
        return new Lease(key, List.of(run), source, claim, Ownership.ofClaimant(claim));
    }

    /** The environment's slot: the first one that it claimed, which stays the same for as long as the environment is there. */
    public int slot() {
        return runs.get(0).first();
    }

    /** The run of slots that was claimed last, in which new ports and subnets are. */
    public SlotRun newest() {
        return runs.get(runs.size() - 1);
    }

    /** The build or the person that the environment belongs to. */
    public Owner owner() {
        return ownership.owner();
    }

    /** Whether the environment belongs to that build or process, or that process brings it up once more. */
    public boolean isUsedBy(BuildProcess process) {
        return owner().isBuild(process)
                || ownership.updating().filter(process::isSame).isPresent();
    }

    /** Whether both are of the same claim, whatever has changed since. */
    public boolean isSameAs(Lease other) {
        return claim.id().equals(other.claim.id());
    }

    /** As it was claimed, without what has changed since. */
    public Lease asClaimed() {
        return with(Ownership.ofClaimant(claim));
    }

    /** When the lease was claimed. */
    public Instant created() {
        return claim.created();
    }

    /** Whether the slot is one of this lease's. */
    public boolean covers(int slot) {
        return runs.stream().anyMatch(run -> run.covers(slot));
    }

    /** Whether one of the slots is one of this lease's. */
    public boolean overlaps(SlotRun other) {
        return runs.stream().anyMatch(other::overlaps);
    }

    /**
     * The labels from which the lease can be made anew if its volumes are removed, for every container of the environment. They are the same
     * at each {@code up}: Compose would recreate containers whose labels change.
     */
    public Map<String, String> labels() {
        return LeaseLabels.ofSlot(this, 0, "");
    }

    /** The same lease with another run of slots. */
    Lease with(SlotRun another) {
        List<SlotRun> all = new ArrayList<>(runs);
        all.add(another);
        return new Lease(key, List.copyOf(all), source, claim, ownership);
    }

    Lease with(Ownership changed) {
        return new Lease(key, runs, source, claim, changed);
    }
}
