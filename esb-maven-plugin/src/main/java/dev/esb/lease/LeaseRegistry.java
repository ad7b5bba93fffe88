package dev.esb.lease;

import dev.esb.EsbException;
import dev.esb.docker.Docker;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.LeaseVolumes.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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
    private static final int TWIN_ATTEMPTS = 20;

    private final LeaseVolumes volumes;
    private final Owner owner;
    private final Clock clock;

    /** @param owner to whom belongs what is claimed here */
    public LeaseRegistry(Docker docker, Owner owner, Clock clock) {
        this.volumes = new LeaseVolumes(docker);
        this.owner = owner;
        this.clock = clock;
    }

    /** For looking only: nothing is claimed. */
    public static LeaseRegistry reading(Docker docker) {
        return new LeaseRegistry(docker, Owner.person(""), Clock.systemUTC());
    }

    /** Every lease on the engine. One call of the command line, however many there are. */
    public List<Lease> all() {
        return volumes.all();
    }

    /** The lease that an environment holds. */
    public static Optional<Lease> of(EnvironmentKey key, List<Lease> leases) {
        return leases.stream().filter(lease -> lease.key().equals(key)).findFirst();
    }

    /**
     * Slot 0, in which ports and subnets are as the file has them. Every stack can hold it at once: what the files ask for is
     * between them and the engine.
     */
    public Lease claimDefault(EnvironmentKey key, String source, List<Lease> known) {
        ClaimChecks.sameProject(key, known);
        ClaimChecks.otherSource(key, source, known);
        return of(key, known).orElseGet(() -> {
            Lease lease = new Lease(key, 0, 1, owner, clock.instant(), source);
            // When a twin of this build was faster, the lease says the same.
            volumes.claim(lease, mark(), Optional.empty());
            return lease;
        });
    }

    /**
     * The environment's own lease where it has one that will do, else a new one.
     *
     * @param source which files the environment runs
     * @param known the leases as last seen; they only save attempts, the engine decides
     * @param pinned the slot that the user insists on
     * @param usable asked about a slot before it is claimed; false where its ports or subnets are in use by something else
     * @throws EsbException when the pinned slot is taken (by whom), or every slot is
     */
    public Lease claim(
            EnvironmentKey key,
            String source,
            SlotDemand demand,
            List<Lease> known,
            OptionalInt pinned,
            IntPredicate usable) {
        List<Lease> leases = known;
        for (int attempt = 0; attempt < TWIN_ATTEMPTS; attempt++) {
            ClaimChecks.sameProject(key, leases);
            ClaimChecks.otherSource(key, source, leases);
            Optional<Lease> own = of(key, leases);
            own.ifPresent(lease -> ClaimChecks.otherBuild(lease, owner));
            if (own.isPresent() && serves(own.get(), demand, pinned)) {
                return own.get();
            }
            Optional<Lease> claimed = pinned.isPresent()
                    ? claimPinned(key, source, demand, pinned.getAsInt(), leases, own)
                    : claimAny(key, source, demand, taken(leases), usable, own);
            if (claimed.isPresent()) {
                // One that no longer fits, because the stack has grown, say, goes once there is a new one.
                own.ifPresent(volumes::release);
                return claimed.get();
            }
            pause();
            leases = all();
        }
        throw new EsbException(
                "Another process brings up the environment '%s' at this moment, again and again. Wait for it, or use"
                                .formatted(key)
                        + " another name: -Desb.env=NAME");
    }

    public void release(Lease lease) {
        volumes.release(lease);
    }

    /** The slot that a name would get on an engine with no other environment. */
    public static int preferredSlot(EnvironmentKey key, SlotDemand demand) {
        CRC32 hash = new CRC32();
        hash.update(key.project().getBytes(StandardCharsets.UTF_8));
        int groups = Math.max(1, (demand.last() - demand.count() + 1) / demand.alignment());
        return demand.alignment() * (int) (1 + hash.getValue() % groups);
    }

    /** Nothing when a twin is at work. */
    private Optional<Lease> claimPinned(
            EnvironmentKey key, String source, SlotDemand demand, int slot, List<Lease> known, Optional<Lease> own) {
        Lease lease = new Lease(key, slot, demand.count(), owner, clock.instant(), source);
        if (!demand.accepts(slot)) {
            throw ClaimChecks.slotUnusable(slot, demand);
        }
        Set<Integer> taken = taken(known);
        own.filter(lease::overlaps).ifPresent(old -> {
            // What it grows out of is in its own way.
            volumes.release(old);
            taken.removeIf(old::covers);
        });
        if (isFree(lease, taken)) {
            Outcome outcome = volumes.claim(lease, mark(), own);
            if (outcome instanceof Outcome.Won) {
                return Optional.of(lease);
            }
            if (outcome instanceof Outcome.Twin) {
                return Optional.empty();
            }
        }
        throw ClaimChecks.slotTaken(lease, all());
    }

    /** Nothing when a twin is at work. */
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
                Outcome outcome = volumes.claim(lease, mark(), own);
                if (outcome instanceof Outcome.Won) {
                    return Optional.of(lease);
                }
                if (outcome instanceof Outcome.Twin) {
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

    /** Of different length for different processes, so that twins do not meet again. */
    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(20, 300));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EsbException("Interrupted while waiting for another process.", e);
        }
    }

    private static String mark() {
        return UUID.randomUUID().toString();
    }
}
