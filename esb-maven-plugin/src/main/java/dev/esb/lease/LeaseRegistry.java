package dev.esb.lease;

import dev.esb.EsbException;
import dev.esb.Sleep;
import dev.esb.docker.Docker;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.LeaseVolumes.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.zip.CRC32;

/** Claims, finds and releases leases on one engine. */
public final class LeaseRegistry {
    private static final int CONCURRENT_CLAIM_ATTEMPTS = 20;

    private final LeaseVolumes volumes;
    private final Owner owner;
    private final Clock clock;
    private final Sleep sleep;

    /** @param owner the owner of every lease that is claimed through this object */
    public LeaseRegistry(Docker docker, Owner owner, Clock clock) {
        this(docker, owner, clock, Sleep.SYSTEM);
    }

    /** @param sleep how to pause before another attempt */
    public LeaseRegistry(Docker docker, Owner owner, Clock clock, Sleep sleep) {
        this.volumes = new LeaseVolumes(docker);
        this.owner = owner;
        this.clock = clock;
        this.sleep = sleep;
    }

    /** A registry for a caller that reads and releases leases and claims none. */
    public static LeaseRegistry reading(Docker docker) {
        return new LeaseRegistry(docker, Owner.person(""), Clock.systemUTC());
    }

    /** Every lease on the engine, read with one {@code docker} command. */
    public List<Lease> all() {
        return volumes.all();
    }

    /** The lease that an environment holds. */
    public static Optional<Lease> of(EnvironmentKey key, List<Lease> leases) {
        return leases.stream().filter(lease -> lease.key().equals(key)).findFirst();
    }

    /**
     * Claims slot 0, the slot of {@code default}, in which ports and subnets are as the Compose files have them. Several stacks can hold
     * it at the same time; where their ports collide, the engine refuses the second one.
     *
     * @param source the Compose files that the environment runs
     * @param known the leases as last read
     * @throws EsbException when the environment runs other files, or another environment has its Compose project
     */
    public Lease claimDefault(EnvironmentKey key, String source, List<Lease> known) {
        ClaimChecks.refuseSameProject(key, known);
        ClaimChecks.refuseOtherSource(key, source, known);
        return of(key, known).orElseGet(() -> {
            Lease lease = new Lease(key, 0, 1, owner, clock.instant(), source);
            // Where another claim for the same environment came first, its lease has the same key, slot and source.
            volumes.claim(lease, newClaimId(), Optional.empty());
            return lease;
        });
    }

    /**
     * Returns the lease that the environment has if it meets the demand, else claims a new one and releases the old one.
     *
     * @param source the Compose files that the environment runs
     * @param known the leases as last read; a slot that is free in them can still turn out to be taken
     * @param pinned the slot that the user asked for ({@code esb.index}); empty for any
     * @param usable whether the ports and subnets of a slot are free on the host and the engine; called before the slot is claimed
     * @throws EsbException when another build has the environment, when the environment runs other files, when another environment has
     *     its Compose project, when the pinned slot, or every slot, is taken, or when the thread is interrupted
     */
    public Lease claim(
            EnvironmentKey key,
            String source,
            SlotDemand demand,
            List<Lease> known,
            OptionalInt pinned,
            IntPredicate usable) {
        List<Lease> leases = known;
        for (int attempt = 0; attempt < CONCURRENT_CLAIM_ATTEMPTS; attempt++) {
            ClaimChecks.refuseSameProject(key, leases);
            ClaimChecks.refuseOtherSource(key, source, leases);
            Optional<Lease> own = of(key, leases);
            own.ifPresent(lease -> ClaimChecks.refuseOtherBuild(lease, owner));
            if (own.isPresent() && serves(own.get(), demand, pinned)) {
                return own.get();
            }
            Optional<Lease> claimed = pinned.isPresent()
                    ? claimPinned(key, source, demand, pinned.getAsInt(), leases, own)
                    : claimAny(key, source, demand, taken(leases), usable, own);
            if (claimed.isPresent()) {
                // The old lease did not meet the demand; the stack may have got more ports or networks.
                own.ifPresent(volumes::release);
                return claimed.get();
            }
            pause();
            leases = all();
        }
        throw new EsbException(
                "Other processes claimed the environment '%s' at the same time as this build, in each of %d attempts."
                                .formatted(key, CONCURRENT_CLAIM_ATTEMPTS)
                        + " Wait for them, or use another name: -Desb.env=NAME");
    }

    /** Removes the lease from the engine. A lease that is not there any more is no error. */
    public void release(Lease lease) {
        volumes.release(lease);
    }

    /** The slot that the environment gets on an engine with no other environment: a hash of its Compose project. */
    public static int preferredSlot(EnvironmentKey key, SlotDemand demand) {
        CRC32 hash = new CRC32();
        hash.update(key.project().getBytes(StandardCharsets.UTF_8));
        int groups = Math.max(1, (demand.last() - demand.count() + 1) / demand.alignment());
        return demand.alignment() * (int) (1 + hash.getValue() % groups);
    }

    /** Empty when another process claims for the same environment at the same time. */
    private Optional<Lease> claimPinned(
            EnvironmentKey key, String source, SlotDemand demand, int slot, List<Lease> known, Optional<Lease> own) {
        Lease lease = new Lease(key, slot, demand.count(), owner, clock.instant(), source);
        if (!demand.accepts(slot)) {
            throw ClaimChecks.slotUnusable(slot, demand);
        }
        Set<Integer> taken = taken(known);
        own.filter(lease::overlaps).ifPresent(old -> {
            // The environment's old lease holds some of the slots that the new one needs.
            volumes.release(old);
            taken.removeIf(old::covers);
        });
        if (isFree(lease, taken)) {
            Outcome outcome = volumes.claim(lease, newClaimId(), own);
            if (outcome instanceof Outcome.Won) {
                return Optional.of(lease);
            }
            if (outcome instanceof Outcome.ConcurrentClaim) {
                return Optional.empty();
            }
        }
        throw ClaimChecks.slotTaken(lease, all());
    }

    /** Empty when another process claims for the same environment at the same time. */
    private Optional<Lease> claimAny(
            EnvironmentKey key,
            String source,
            SlotDemand demand,
            Set<Integer> taken,
            IntPredicate usable,
            Optional<Lease> own) {
        int preferred = preferredSlot(key, demand);
        for (int step = 0; step <= demand.last(); step++) {
            int slot = (preferred + step) % (demand.last() + 1);
            Lease lease = new Lease(key, slot, demand.count(), owner, clock.instant(), source);
            if (demand.accepts(slot) && isFree(lease, taken) && usable.test(slot)) {
                Outcome outcome = volumes.claim(lease, newClaimId(), own);
                if (outcome instanceof Outcome.Won) {
                    return Optional.of(lease);
                }
                if (outcome instanceof Outcome.ConcurrentClaim) {
                    return Optional.empty();
                }
                taken.add(slot);
            }
        }
        throw ClaimChecks.noSlot(key, demand, taken.size(), all());
    }

    private static boolean serves(Lease lease, SlotDemand demand, OptionalInt pinned) {
        return lease.count() >= demand.count()
                && demand.accepts(lease.slot())
                && (pinned.isEmpty() || pinned.getAsInt() == lease.slot());
    }

    private static boolean isFree(Lease lease, Set<Integer> taken) {
        return taken.stream().noneMatch(lease::covers);
    }

    private static Set<Integer> taken(List<Lease> leases) {
        Set<Integer> slots = new HashSet<>();
        for (Lease lease : leases) {
            for (int slot = lease.slot(); slot < lease.slot() + lease.count(); slot++) {
                slots.add(slot);
            }
        }
        return slots;
    }

    /** Pauses for a random time, so that two processes that claim for the same environment do not collide again. */
    private void pause() {
        sleep.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(20, 300)));
    }

    private static String newClaimId() {
        return UUID.randomUUID().toString();
    }
}
