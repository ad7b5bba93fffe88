package dev.esb.snapshot;

import dev.esb.isolation.IsolatedModel;

/**
 * A snapshot that this build makes.
 *
 * @param snapshot as the engine knows it
 * @param data its volumes
 * @param isolated the isolated model with the environment's own volumes
 */
public record SnapshotMaking(Snapshot snapshot, StackData data, IsolatedModel isolated) {}
