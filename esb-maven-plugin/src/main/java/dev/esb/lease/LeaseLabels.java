package dev.esb.lease;

import dev.esb.EsbException;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.EnvironmentKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a lease as the labels of a volume, and reads it back. */
final class LeaseLabels {
    static final String SLOT = "dev.esb.slot";
    private static final String COUNT = "dev.esb.slots";
    private static final String ENVIRONMENT = "dev.esb.env";
    private static final String STACK = "dev.esb.stack";
    private static final String OWNER = "dev.esb.owner";
    private static final String PROCESS = "dev.esb.owner.process";
    private static final String EXPIRES = "dev.esb.expires";
    private static final String CREATED = "dev.esb.created";
    private static final String SOURCE = "dev.esb.source";
    private static final String CLAIM = "dev.esb.claim";
    static final List<String> ALL =
            List.of(SLOT, COUNT, ENVIRONMENT, STACK, OWNER, PROCESS, EXPIRES, CREATED, SOURCE, CLAIM);

    private LeaseLabels() {}

    /** @param claimId identifies the claim that creates the volume */
    static Map<String, String> of(Lease lease, String claimId) {
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
        labels.put(CLAIM, claimId);
        return labels;
    }

    /**
     * The lease in a volume's labels.
     *
     * @param volume a volume with the values of {@link #ALL}
     * @throws EsbException when the labels are not those of a lease
     */
    static Lease lease(Resource volume) {
        Map<String, String> labels = volume.labels();
        try {
            return new Lease(
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
        } catch (NumberFormatException | DateTimeParseException | EsbException e) {
            throw new EsbException(
                    "The volume '%s' should be the lease of an environment, but its labels make no sense: %s. If no"
                                    .formatted(volume.name(), labels)
                            + " environment uses it, remove it:  docker volume rm " + volume.name(),
                    e);
        }
    }

    /** The id of the claim that created the volume. */
    static String claimId(Resource volume) {
        return volume.labels().get(CLAIM);
    }
}
