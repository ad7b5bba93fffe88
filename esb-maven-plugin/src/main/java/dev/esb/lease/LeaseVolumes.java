package dev.esb.lease;

import dev.esb.EsbException;
import dev.esb.docker.Docker;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** How leases are written on the engine: one labelled volume for each slot, each of which tells of the whole lease. */
final class LeaseVolumes {
    private static final String SLOT = "dev.esb.slot";
    private static final String COUNT = "dev.esb.slots";
    private static final String ENVIRONMENT = "dev.esb.env";
    private static final String STACK = "dev.esb.stack";
    private static final String OWNER = "dev.esb.owner";
    private static final String PROCESS = "dev.esb.owner.process";
    private static final String EXPIRES = "dev.esb.expires";
    private static final String CREATED = "dev.esb.created";
    private static final String SOURCE = "dev.esb.source";
    private static final String CLAIM = "dev.esb.claim";
    private static final List<String> LABELS =
            List.of(SLOT, COUNT, ENVIRONMENT, STACK, OWNER, PROCESS, EXPIRES, CREATED, SOURCE, CLAIM);

    private static final int CREATE_ATTEMPTS = 5;

    private final Docker docker;

    LeaseVolumes(Docker docker) {
        this.docker = docker;
    }

    /** A lease as one of its volumes tells of it, with the mark of the claim that made the volume. */
    record Entry(String volume, Lease lease, String mark) {}

    /** What became of a claim. */
    sealed interface Outcome {
        /** Every slot is ours. */
        record Won() implements Outcome {}

        /** Another claim was faster; nothing of ours is left. */
        record Lost() implements Outcome {}

        /** Another process claims for the same environment right now; nothing of ours is left. */
        record Twin() implements Outcome {}
    }

    List<Lease> all() {
        return entries().stream()
                .filter(entry -> names(entry.lease()).get(0).equals(entry.volume()))
                .map(Entry::lease)
                .toList();
    }

    /**
     * Claims every slot of the lease, or none.
     *
     * <p>All volumes are created before any is looked at. So of two processes that claim for the same environment, in whatever slots,
     * the one that looks later sees the other, and whoever sees another gives up: never both go on.
     *
     * @param mark tells our volumes from those of others
     * @param earlier the lease that this one is to replace, which is no twin
     */
    Outcome claim(Lease lease, String mark, Optional<Lease> earlier) {
        List<String> names = names(lease);
        for (int attempt = 0; attempt < CREATE_ATTEMPTS; attempt++) {
            names.forEach(name -> docker.run(new VolumeCommand.Create(name, labels(lease, mark))));
            List<Entry> entries = entries();
            if (entries.stream().anyMatch(entry -> isTwin(entry, lease, mark, earlier))) {
                remove(own(entries, mark));
                return new Outcome.Twin();
            }
            if (own(entries, mark).size() == names.size()) {
                return new Outcome.Won();
            }
            boolean taken = entries.stream()
                    .anyMatch(entry ->
                            names.contains(entry.volume()) && !entry.mark().equals(mark));
            if (taken) {
                remove(own(entries, mark));
                return new Outcome.Lost();
            }
            // One was another's when we created it, and gone when we looked.
        }
        return new Outcome.Lost();
    }

    /** Removes the volumes of this lease, and of no other that has come to the same slots since. */
    void release(Lease lease) {
        remove(entries().stream()
                .filter(entry -> entry.lease().equals(lease))
                .map(Entry::volume)
                .toList());
    }

    private List<Entry> entries() {
        return docker.run(new ResourceCommand.ListLabelled(Kind.VOLUME, SLOT, LABELS)).stream()
                .map(LeaseVolumes::entry)
                .toList();
    }

    private static boolean isTwin(Entry entry, Lease lease, String mark, Optional<Lease> earlier) {
        return entry.lease().key().equals(lease.key())
                && !entry.mark().equals(mark)
                && earlier.filter(entry.lease()::equals).isEmpty();
    }

    private static List<String> own(List<Entry> entries, String mark) {
        return entries.stream()
                .filter(entry -> entry.mark().equals(mark))
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

    private static Map<String, String> labels(Lease lease, String mark) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(SLOT, String.valueOf(lease.slot()));
        labels.put(COUNT, String.valueOf(lease.count()));
        labels.put(ENVIRONMENT, lease.key().name().value());
        labels.put(STACK, lease.key().stack());
        labels.put(OWNER, lease.owner().person());
        labels.put(PROCESS, lease.owner().process().map(BuildProcess::text).orElse(""));
        labels.put(EXPIRES, lease.owner().expires().map(Instant::toString).orElse(""));
        labels.put(CREATED, lease.created().toString());
        labels.put(SOURCE, lease.source());
        labels.put(CLAIM, mark);
        return labels;
    }

    private static Entry entry(Resource volume) {
        Map<String, String> labels = volume.labels();
        try {
            Lease lease = new Lease(
                    EnvironmentKey.of(labels.get(ENVIRONMENT), labels.get(STACK)),
                    Integer.parseInt(labels.get(SLOT)),
                    Integer.parseInt(labels.get(COUNT)),
                    new Owner(
                            labels.get(OWNER),
                            BuildProcess.parse(labels.get(PROCESS)),
                            Optional.of(labels.get(EXPIRES))
                                    .filter(text -> !text.isEmpty())
                                    .map(Instant::parse)),
                    Instant.parse(labels.get(CREATED)),
                    labels.get(SOURCE));
            return new Entry(volume.name(), lease, labels.get(CLAIM));
        } catch (NumberFormatException | DateTimeParseException | EsbException e) {
            throw new EsbException(
                    "The volume '%s' should be the lease of an environment, but its labels make no sense: %s. If no"
                                    .formatted(volume.name(), labels)
                            + " environment uses it, remove it:  docker volume rm " + volume.name(),
                    e);
        }
    }
}
