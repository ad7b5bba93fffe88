package dev.esb.lease;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.docker.Docker;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.LeaseVolumes.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** Claims, finds, hands over and releases leases on one engine. */
public final class LeaseRegistry {
    private static final int CONCURRENT_CLAIM_ATTEMPTS = 20;

    private final Docker docker;
    private final LeaseVolumes volumes;
    private final LeaseReading reading;
    private final Owner owner;
    private final Clock clock;
    private final Sleep sleep;

    /**
     * @param owner the owner of every lease that is claimed through this object
     * @param sleep how to pause before another attempt
     * @param reporter gets one warning for each lease that cannot be read
     */
    public LeaseRegistry(Docker docker, Owner owner, Clock clock, Sleep sleep, Reporter reporter) {
        this.docker = docker;
        this.volumes = new LeaseVolumes(docker);
        this.reading = new LeaseReading(docker, volumes, reporter);
        this.owner = owner;
        this.clock = clock;
        this.sleep = sleep;
    }

    private LeaseRegistry(LeaseRegistry other, Owner owner) {
        this.docker = other.docker;
        this.volumes = other.volumes;
        this.reading = other.reading;
        this.owner = owner;
        this.clock = other.clock;
        this.sleep = other.sleep;
    }

    /** The same, for another owner. */
    public LeaseRegistry with(Owner another) {
        return new LeaseRegistry(this, another);
    }

    /** A registry for a caller that reads and releases leases and claims none. */
    public static LeaseRegistry reading(Docker docker) {
        return reading(docker, Reporter.NONE);
    }

    /** @param reporter gets one warning for each lease that cannot be read */
    public static LeaseRegistry reading(Docker docker, Reporter reporter) {
        return new LeaseRegistry(docker, Owner.person(""), Clock.systemUTC(), Sleep.SYSTEM, reporter);
    }

    /** Every lease on the engine that can be read, with one {@code docker} command. */
    public List<Lease> all() {
        return reading.all();
    }

    /**
     * As {@link #all}, for a goal that works on one environment.
     *
     * @throws EsbException when the lease of that environment cannot be read
     */
    public List<Lease> all(EnvironmentKey key) {
        return reading.all(key);
    }

    /**
     * As {@link #all()}, and the leases that are gone although containers of their environments are there: they are made anew from the
     * containers' labels, and count as held.
     */
    public List<Lease> withLost() {
        return reading.withLost(clock.instant());
    }

    /**
     * As {@link #withLost()}, for a goal that works on one environment.
     *
     * @throws EsbException when the lease of that environment cannot be read
     */
    public List<Lease> withLost(EnvironmentKey key) {
        return reading.withLost(key, clock.instant());
    }

    /** All that there is, for a caller that changes nothing: leases that are gone are not made anew. */
    public LeaseOverview overview() {
        return reading.overview(clock.instant());
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
     * @throws BusyEnvironmentException when another build or process has the environment
     * @throws EsbException when it runs other files, or when another environment has its
     *     Compose project
     */
    public Lease claimDefault(EnvironmentKey key, String source, List<Lease> known) {
        return claim(key, source, known, (own, leases) -> own, leases -> {
            Lease lease = newLease(key, new SlotRun(0, 1), source);
            return volumes.claim(lease) == Outcome.WON ? Optional.of(lease) : Optional.empty();
        });
    }

    /**
     * Returns the lease that the environment has, with another run of slots if those that it has do not meet the demand; without one, claims
     * a new lease. From then on, until {@link #handOver}, other processes see that this one works on the environment.
     *
     * @param source the Compose files that the environment runs
     * @param known the leases as last read; a slot that is free in them can still turn out to be taken
     * @param pinned the slot that the user asked for ({@code esb.index}); empty for any
     * @param room what the stack would find in a slot; asked before the slot is claimed
     * @throws BusyEnvironmentException when another build or process has the environment
     * @throws EsbException when it runs other files, when another environment has its
     *     Compose project, when it holds another slot than the pinned one, when the pinned slot, or every slot, is taken, or when the thread
     *     is interrupted
     */
    public Lease claim(
            EnvironmentKey key,
            String source,
            SlotDemand demand,
            List<Lease> known,
            OptionalInt pinned,
            SlotRoom room) {
        SlotSearch search = new SlotSearch(volumes, key, demand, room);
        of(key, known).ifPresent(own -> ClaimChecks.refuseOtherSlot(own, pinned));
        return claim(
                key,
                source,
                known,
                (own, leases) -> demand.isMetBy(own.newest()) ? own : grown(own, search, leases),
                leases -> pinned.isPresent()
                        ? search.pinned(run -> newLease(key, run, source), pinned.getAsInt(), leases)
                        : search.any(run -> newLease(key, run, source), leases));
    }

    private interface Growth {
        Lease of(Lease own, List<Lease> leases);
    }

    private interface FirstClaim {
        /** Empty when another process claims for the same environment at the same time. */
        Optional<Lease> attempt(List<Lease> leases);
    }

    private Lease claim(EnvironmentKey key, String source, List<Lease> known, Growth growth, FirstClaim first) {
        List<Lease> leases = known;
        for (int attempt = 0; attempt < CONCURRENT_CLAIM_ATTEMPTS; attempt++) {
            ClaimChecks.refuseSameProject(key, leases);
            ClaimChecks.refuseOtherSource(key, source, leases);
            Optional<Lease> own = of(key, leases);
            own.ifPresent(lease -> ClaimChecks.refuseBusy(lease, owner, clock.instant(), states(lease)));
            List<Lease> current = leases;
            Optional<Lease> begun = own.flatMap(this::begin);
            Optional<Lease> claimed =
                    begun.isPresent() || own.filter(this::isHeld).isPresent()
                            ? begun.map(lease -> growth.of(lease, current))
                            // Also where the environment was taken down in the meantime, or has lost its lease and
                            // another one got the slot.
                            : first.attempt(current);
            if (claimed.isPresent()) {
                return claimed.get();
            }
            pause();
            leases = withLost(key);
        }
        throw new EsbException(
                "Other processes claimed the environment '%s' at the same time as this build, in each of %s attempts."
                                .formatted(key, CONCURRENT_CLAIM_ATTEMPTS)
                        + " Wait for them, or use another name: -Desb.env=NAME");
    }

    /** Lets other processes see that this one works on an environment that is there. Empty when one of them was faster. */
    private Optional<Lease> begin(Lease own) {
        if (owner.process().filter(process -> !own.isUsedBy(process)).isEmpty()) {
            return Optional.of(own);
        }
        return changed(own, own.ownership().updatedBy(owner.process().get(), clock.instant()));
    }

    private Optional<Lease> changed(Lease lease, Ownership next) {
        return volumes.change(lease, next) == Outcome.WON ? Optional.of(lease.with(next)) : Optional.empty();
    }

    private Lease grown(Lease own, SlotSearch search, List<Lease> leases) {
        try {
            return search.any(own::with, leases)
                    .orElseThrow(() ->
                            new EsbException("Another process claimed the environment '%s' at the same time. Try again."
                                    .formatted(own.key())));
        } catch (RuntimeException e) {
            handOver(own, Optional.empty());
            throw e;
        }
    }

    /**
     * Ends the work of this process on an environment: what it brought up for a person becomes the person's, and what was there before stays
     * with its owner.
     *
     * @param expires the end of life that the environment has from now on; empty to leave it as it is
     * @return the lease as it is now; empty when it is not this process's any more, because another process took the environment down
     */
    public Optional<Lease> handOver(Lease lease, Optional<Instant> expires) {
        Owner now = lease.owner().onceUp();
        // A build does not decide how long an environment lives that it has found, and its own lives as long as it was
        // claimed for.
        Owner next =
                now.isPerson() && owner.isPerson() ? expires.map(now::until).orElse(now) : now;
        if (lease.ownership().updating().isEmpty() && next.equals(lease.owner())) {
            return Optional.of(lease);
        }
        return changed(lease, lease.ownership().handedTo(next, clock.instant()))
                // Another process has made a lost lease anew in the meantime, and has made the person its owner.
                .or(() -> of(lease.key(), all())
                        .filter(current ->
                                current.isSameAs(lease) && current.ownership().isIdle()));
    }

    /**
     * Makes this build the owner of an environment that an earlier one has left.
     *
     * @return the lease as it is now; empty where another process has taken the environment down
     */
    public Optional<Lease> takeOver(Lease lease) {
        return changed(lease, lease.ownership().handedTo(owner, clock.instant()));
    }

    /**
     * Leaves the environment of a build to the person who ran it, for some hours.
     *
     * @return the lease as it is now; empty where another process has taken the environment down
     */
    public Optional<Lease> leaveToPerson(Lease lease) {
        return changed(lease, lease.ownership().handedTo(lease.owner().person(clock.instant()), clock.instant()));
    }

    /** Whether a lease was claimed for the owner of this registry, as it is now. */
    public boolean isOwn(Claim claim) {
        return claim.owner().equals(owner);
    }

    /** Whether another build has the environment, or another process brings it up at this moment. */
    public boolean isBusy(Lease lease) {
        return lease.ownership().isBusyFor(owner, clock.instant(), states(lease));
    }

    /** The message about an environment that {@linkplain #isBusy is busy}. */
    public BusyEnvironmentException busy(Lease lease) {
        return ClaimChecks.busy(lease, states(lease));
    }

    private ProcessStates states(Lease lease) {
        return ProcessStates.ofLeases(docker, List.of(lease));
    }

    /** Whether an environment still has this very lease. */
    public boolean isHeld(Lease lease) {
        return all().stream().anyMatch(lease::isSameAs);
    }

    /** Removes the lease from the engine. A lease that is not there any more is no error. */
    public void release(Lease lease) {
        volumes.release(lease);
    }

    /** Removes what processes have recorded that were killed in the middle of a claim, before they had a slot. */
    public void removeAbandoned() {
        volumes.removeAbandoned(clock.instant());
    }

    /** The slot that the environment gets on an engine with no other environment, if the demand accepts it: a hash of its Compose project. */
    static int preferredSlot(EnvironmentKey key, SlotDemand demand) {
        CRC32 hash = new CRC32();
        hash.update(key.project().getBytes(StandardCharsets.UTF_8));
        int groups = Math.max(1, (demand.lastPreferred() - demand.count() + 1) / demand.alignment());
        return demand.alignment() * (int) (1 + hash.getValue() % groups);
    }

    /** The slots that meet a demand, in the order in which they are tried; whether they are free is not known. */
    public static IntStream slots(EnvironmentKey key, SlotDemand demand) {
        int preferred = preferredSlot(key, demand);
        return IntStream.concat(
                        IntStream.rangeClosed(0, demand.lastPreferred())
                                .map(step -> (preferred + step) % (demand.lastPreferred() + 1)),
                        IntStream.rangeClosed(demand.lastPreferred() + 1, demand.last()))
                .filter(demand::accepts);
    }

    private Lease newLease(EnvironmentKey key, SlotRun run, String source) {
        return Lease.claimed(key, run, source, new Claim(UUID.randomUUID().toString(), owner, clock.instant()));
    }

    /** Pauses for a random time, so that two processes that claim for the same environment do not collide again. */
    private void pause() {
        sleep.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(20, 300)));
    }
}
