package dev.esb.lease;

import dev.esb.environment.EnvironmentKey;

/** What the labels of one volume, or of one container, say about a lease. */
sealed interface LeaseRecord {

    /** The name of the volume or container. */
    String name();

    /**
     * A slot that an environment holds.
     *
     * @param run the run of slots that it belongs to
     * @param claim how the environment got its first run
     * @param number the place of this run among those of the environment, from 0
     * @param runId identifies the claim of this run, to find the volumes that it has created
     */
    record Slot(String name, EnvironmentKey key, SlotRun run, String source, Claim claim, int number, String runId)
            implements LeaseRecord {}

    /**
     * A change of the owner.
     *
     * @param claim the id of the lease's claim
     * @param changeId identifies the change
     */
    record Change(String name, EnvironmentKey key, String claim, Ownership ownership, String changeId)
            implements LeaseRecord {}

    /** Labels that this version cannot read. */
    record Unreadable(String name, UnreadableLease lease) implements LeaseRecord {}
}
