package dev.esb.lease;

import dev.esb.Background;
import dev.esb.Reporter;
import dev.esb.docker.Docker;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.LeaseRecord.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Reads the leases; warns once of each that cannot be read. {@link LeaseRegistry} says what the methods do. */
final class LeaseReading {
    private final LeaseVolumes volumes;
    private final LostLeases lost;
    private final Reporter reporter;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    LeaseReading(Docker docker, LeaseVolumes volumes, Reporter reporter) {
        this.volumes = volumes;
        this.lost = new LostLeases(docker, volumes);
        this.reporter = reporter;
    }

    List<Lease> all() {
        return readable(volumes.read());
    }

    List<Lease> all(EnvironmentKey key) {
        LeaseListing listing = volumes.read();
        ClaimChecks.refuseUnreadable(key, listing.unreadable());
        return readable(listing);
    }

    List<Lease> withLost(Instant now) {
        return withLost(listing -> {}, now);
    }

    List<Lease> withLost(EnvironmentKey key, Instant now) {
        return withLost(listing -> ClaimChecks.refuseUnreadable(key, listing.unreadable()), now);
    }

    LeaseOverview overview(Instant now) {
        CompletableFuture<List<Slot>> started = Background.start(lost::slotsOfContainers);
        LeaseListing listing = volumes.read();
        List<Lease> held = listing.leases();
        List<Lease> all = lost.look(held, Background.join(started), now);
        return new LeaseOverview(
                all,
                all.stream()
                        .filter(lease -> held.stream().noneMatch(lease::isSameAs))
                        .map(Lease::key)
                        .toList(),
                listing.unreadable());
    }

    private List<Lease> withLost(Consumer<LeaseListing> check, Instant now) {
        CompletableFuture<List<Slot>> started = Background.start(lost::slotsOfContainers);
        LeaseListing listing = volumes.read();
        check.accept(listing);
        return lost.restore(readable(listing), Background.join(started), now);
    }

    private List<Lease> readable(LeaseListing listing) {
        for (UnreadableLease lease : listing.unreadable()) {
            if (reported.add(lease.volume())) {
                reporter.warn("The lease in the volume '%s' cannot be read, and its slot counts as taken. %s."
                        .formatted(lease.volume(), lease.advice()));
            }
        }
        return listing.leases();
    }
}
