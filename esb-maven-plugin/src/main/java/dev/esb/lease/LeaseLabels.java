package dev.esb.lease;

import dev.esb.EsbException;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLabels;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a lease as labels, and reads it back.
 *
 * <p>The labels have a version, {@link #FORMAT}. A version of the plugin reads the formats that it knows, writes the oldest one that can say
 * what it has to say, and takes a lease of any other format for {@linkplain UnreadableLease unreadable}: its slot counts as taken, and its
 * environment is left to versions that can read it. So a change that an older version would misread gets the next
 * number here, and what reads the formats before it stays. So far there are:
 *
 * <ul>
 *   <li>none and 1: processes in the {@linkplain BuildProcess first form}, which does not say the user and the container;
 *   <li>2: processes in the second form.
 * </ul>
 *
 * <p>A lease that was read in format 1 is written in it again, because Compose recreates a container whose labels change.
 */
final class LeaseLabels {
    /** On every volume of a lease, and on every container of its environment. */
    static final String SLOT = "dev.esb.slot";

    private static final String COUNT = "dev.esb.slots";
    private static final String ENVIRONMENT = EnvironmentLabels.ENVIRONMENT;
    private static final String STACK = EnvironmentLabels.STACK;
    private static final String OWNER = "dev.esb.owner";
    private static final String KIND = "dev.esb.owner.kind";
    private static final String PROCESS = "dev.esb.owner.process";
    private static final String EXPIRES = "dev.esb.expires";
    private static final String CREATED = "dev.esb.created";
    private static final String SOURCE = EnvironmentLabels.SOURCE;
    private static final String CLAIM = "dev.esb.claim";
    private static final String MORE = "dev.esb.claim.more";
    private static final String CHANGE = "dev.esb.change";
    private static final String CHANGED = "dev.esb.changed";
    private static final String UPDATING = "dev.esb.updating";
    private static final String FORMAT = "dev.esb.format";
    static final List<String> ALL = List.of(
            SLOT,
            COUNT,
            ENVIRONMENT,
            STACK,
            OWNER,
            KIND,
            PROCESS,
            EXPIRES,
            CREATED,
            SOURCE,
            CLAIM,
            MORE,
            CHANGE,
            CHANGED,
            UPDATING,
            FORMAT);

    private static final String FIRST_FORMAT = "1";
    private static final String SECOND_FORMAT = "2";
    private static final List<String> READABLE = List.of("", FIRST_FORMAT, SECOND_FORMAT);

    private static final String PERSON = "person";
    private static final String BUILD = "build";

    private LeaseLabels() {}

    /**
     * The labels of a slot's volume.
     *
     * @param run which of the lease's runs the slot is in
     * @param runId identifies the claim of a further run; empty for the first, which {@link Claim#id} identifies
     */
    static Map<String, String> ofSlot(Lease lease, int run, String runId) {
        Map<String, String> labels = environment(lease, lease.claim().owner().process().stream());
        labels.put(SLOT, String.valueOf(lease.runs().get(run).first()));
        labels.put(COUNT, String.valueOf(lease.runs().get(run).count()));
        labels.putAll(owner(lease.claim().owner()));
        labels.put(CREATED, lease.created().toString());
        labels.put(SOURCE, lease.source());
        if (run > 0) {
            labels.put(MORE, run + "/" + runId);
        }
        return labels;
    }

    /**
     * The labels of the volume that records a change of the owner.
     *
     * @param changeId identifies the change
     */
    static Map<String, String> ofChange(Lease lease, Ownership ownership, String changeId) {
        Map<String, String> labels =
                environment(lease, Stream.concat(ownership.owner().process().stream(), ownership.updating().stream()));
        labels.put(SLOT, String.valueOf(lease.slot()));
        labels.putAll(owner(ownership.owner()));
        labels.put(CHANGE, ownership.number() + "/" + changeId);
        labels.put(CHANGED, ownership.since().toString());
        labels.put(UPDATING, ownership.updating().map(BuildProcess::text).orElse(""));
        return labels;
    }

    private static Map<String, String> environment(Lease lease, Stream<BuildProcess> processes) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(FORMAT, processes.allMatch(BuildProcess::isOfFirstForm) ? FIRST_FORMAT : SECOND_FORMAT);
        labels.put(ENVIRONMENT, lease.key().name().value());
        labels.put(STACK, lease.key().stack());
        labels.put(CLAIM, lease.claim().id());
        return labels;
    }

    private static Map<String, String> owner(Owner owner) {
        return Map.of(
                OWNER,
                owner.person(),
                KIND,
                owner.isPerson() ? PERSON : BUILD,
                PROCESS,
                owner.process().map(BuildProcess::text).orElse(""),
                EXPIRES,
                owner.expires().map(Instant::toString).orElse(""));
    }

    /** Reads the labels of a volume or a container that has the values of {@link #ALL}. */
    static LeaseRecord read(Resource resource) {
        Map<String, String> labels = resource.labels();
        try {
            if (!READABLE.contains(labels.get(FORMAT)) || labels.get(CLAIM).isEmpty()) {
                return unreadable(resource);
            }
            EnvironmentKey key = EnvironmentKey.of(labels.get(ENVIRONMENT), labels.get(STACK));
            return labels.get(CHANGE).isEmpty() ? slot(resource, key) : change(resource, key);
        } catch (NumberFormatException | DateTimeException | EsbException e) {
            return unreadable(resource);
        }
    }

    private static LeaseRecord slot(Resource resource, EnvironmentKey key) {
        Map<String, String> labels = resource.labels();
        String[] more = labels.get(MORE).split("/", 2);
        Claim claim = new Claim(labels.get(CLAIM), owner(labels), Instant.parse(labels.get(CREATED)));
        return new LeaseRecord.Slot(
                resource.name(),
                key,
                new SlotRun(Integer.parseInt(labels.get(SLOT)), Integer.parseInt(labels.get(COUNT))),
                labels.get(SOURCE),
                claim,
                more.length == 2 ? Integer.parseInt(more[0]) : 0,
                more.length == 2 ? more[1] : claim.id());
    }

    private static LeaseRecord change(Resource resource, EnvironmentKey key) {
        Map<String, String> labels = resource.labels();
        String[] change = labels.get(CHANGE).split("/", 2);
        return new LeaseRecord.Change(
                resource.name(),
                key,
                labels.get(CLAIM),
                new Ownership(
                        owner(labels),
                        BuildProcess.parse(labels.get(UPDATING)),
                        Instant.parse(labels.get(CHANGED)),
                        Integer.parseInt(change[0])),
                change.length == 2 ? change[1] : "");
    }

    /** Before there was a label for the kind of owner, an environment with a process was a build's. */
    private static Owner owner(Map<String, String> labels) {
        Optional<BuildProcess> process = BuildProcess.parse(labels.get(PROCESS));
        return new Owner(
                labels.get(OWNER),
                process,
                labels.get(KIND).isEmpty()
                        ? process.isEmpty()
                        : labels.get(KIND).equals(PERSON),
                Optional.of(labels.get(EXPIRES)).filter(text -> !text.isEmpty()).map(Instant::parse));
    }

    private static LeaseRecord unreadable(Resource resource) {
        return new LeaseRecord.Unreadable(
                resource.name(),
                new UnreadableLease(
                        resource.name(),
                        resource.labels().get(ENVIRONMENT),
                        resource.labels().get(STACK)));
    }
}
