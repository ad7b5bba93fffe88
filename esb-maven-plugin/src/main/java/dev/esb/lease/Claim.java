package dev.esb.lease;

import java.time.Instant;

/**
 * How an environment got its lease. It is in the labels of volumes and containers, which the engine never changes; who owns the environment
 * now is its {@link Ownership}.
 *
 * @param id unique for each claim
 * @param owner the owner then
 * @param created when
 */
public record Claim(String id, Owner owner, Instant created) {}
