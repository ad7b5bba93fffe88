package dev.esb.lease;

import dev.esb.Problem;
import dev.esb.docker.DockerCli;
import dev.esb.docker.VolumeCommand;
import dev.esb.docker.VolumeCommand.Volume;
import dev.esb.environment.EnvironmentKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** How leases are written on the engine: one labelled volume for each slot. */
final class LeaseVolumes {
    private static final String SLOT = "dev.esb.slot";
    private static final String COUNT = "dev.esb.slots";
    private static final String ENVIRONMENT = "dev.esb.env";
    private static final String STACK = "dev.esb.stack";
    private static final String OWNER = "dev.esb.owner";
    private static final String CREATED = "dev.esb.created";
    private static final String CLAIM = "dev.esb.claim";
    private static final List<String> LABELS = List.of(SLOT, COUNT, ENVIRONMENT, STACK, OWNER, CREATED, CLAIM);

    private final DockerCli docker;

    LeaseVolumes(DockerCli docker) {
        this.docker = docker;
    }

    List<Lease> all() {
        return docker.run(new VolumeCommand.ListLabelled(SLOT, LABELS)).stream()
                .flatMap(volume -> lease(volume).stream())
                .toList();
    }

    /** Claims every slot of the lease, or none. The claim's mark tells our volumes from those of a faster process. */
    boolean claim(Lease lease, String mark) {
        List<String> claimed = new ArrayList<>();
        for (String name : names(lease)) {
            docker.run(new VolumeCommand.Create(name, labels(lease, mark)));
            List<Volume> found = docker.run(new VolumeCommand.Inspect(List.of(name)));
            if (!mark.equals(found.get(0).labels().get(CLAIM))) {
                remove(claimed);
                return false;
            }
            claimed.add(name);
        }
        return true;
    }

    void release(Lease lease) {
        remove(names(lease));
    }

    private void remove(List<String> names) {
        if (!names.isEmpty()) {
            docker.run(new VolumeCommand.Remove(names));
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
        labels.put(OWNER, lease.owner());
        labels.put(CREATED, lease.created().toString());
        labels.put(CLAIM, mark);
        return labels;
    }

    /** Every volume of a run tells of the whole run; the lease is read from its first one. */
    private static Optional<Lease> lease(Volume volume) {
        Map<String, String> labels = volume.labels();
        try {
            Lease lease = new Lease(
                    EnvironmentKey.of(labels.get(ENVIRONMENT), labels.get(STACK)),
                    Integer.parseInt(labels.get(SLOT)),
                    Integer.parseInt(labels.get(COUNT)),
                    labels.get(OWNER),
                    Instant.parse(labels.get(CREATED)));
            return names(lease).get(0).equals(volume.name()) ? Optional.of(lease) : Optional.empty();
        } catch (NumberFormatException | DateTimeParseException | Problem e) {
            throw new Problem(
                    "The volume '%s' should be the lease of an environment, but its labels make no sense: %s. If no"
                                    .formatted(volume.name(), labels)
                            + " environment uses it, remove it:  docker volume rm " + volume.name(),
                    e);
        }
    }
}
