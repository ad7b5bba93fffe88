package dev.esb.snapshot;

import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.SnapshotVolumes;
import dev.esb.lease.BuildProcess;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the engine says of a snapshot that is there, or that a build makes. It is a container that never runs and mounts the volumes, so that they
 * count as used. A snapshot that is there has one that belongs to no environment. Its name has the time of the last use, since a container can be
 * renamed, while its labels stay as they are. The container that says that a snapshot is made belongs to the environment of the build that makes
 * it, and goes with that.
 *
 * @param container the ID of that container
 * @param id of the snapshot, 12 hexadecimal digits
 * @param key of the inputs that it was made from; empty where another version of the plugin does not say it
 * @param stack which stack it is of, for people and for {@code esb.snapshotLimit}
 * @param inputs what {@link SnapshotInputs#text} gave
 * @param created when it was complete, or its making began
 * @param used when an environment began with it last
 * @param state whether it is there
 * @param project of the environment that the container belongs to; empty for a snapshot that is there
 * @param maker the build that makes it or has made it; empty where it is not known
 * @param until until when the build can be at work on it
 */
public record Snapshot(
        String container,
        String id,
        String key,
        String stack,
        String inputs,
        Instant created,
        Instant used,
        State state,
        String project,
        Optional<BuildProcess> maker,
        Instant until) {
    private static final String KEY = "dev.esb.snapshot.key";
    private static final String OF_STACK = "dev.esb.snapshot.stack";
    private static final String INPUTS = "dev.esb.snapshot.inputs";
    private static final String CREATED = "dev.esb.snapshot.created";
    private static final String UNTIL = "dev.esb.snapshot.until";

    /** What has to be read of the container. */
    static final List<String> LABELS = List.of(
            EnvironmentLabels.SNAPSHOT,
            KEY,
            OF_STACK,
            INPUTS,
            CREATED,
            UNTIL,
            EnvironmentLabels.BUILD,
            ComposeLabels.PROJECT);

    private static final String REFUSED = "-none";
    private static final String MAKING = SnapshotVolumes.PREFIX + "making-";
    private static final Pattern COMPLETE =
            Pattern.compile(Pattern.quote(SnapshotVolumes.PREFIX) + "[0-9a-f]{12}-(\\d{1,18})");

    /** How far it is. */
    public enum State {
        /** Environments can begin with it. */
        COMPLETE,
        /** A build makes it, or has died while it did. */
        IN_THE_MAKING,
        /** It could not be made, since a service does not end by itself; the environment goes on with its volumes. */
        REFUSED
    }

    /**
     * Reads it. Another version of the plugin may have written other labels: what cannot be read is as if it was not known, and such a snapshot fits
     * nothing, but is listed and can be removed.
     *
     * @return empty for a container whose name says nothing to this version
     */
    static Optional<Snapshot> of(Resource container) {
        Map<String, String> labels = container.labels();
        return state(container.name()).map(state -> {
            Instant used = lastUse(container.name());
            Instant created = time(labels.get(CREATED)).orElse(used);
            return new Snapshot(
                    container.id(),
                    labels.get(EnvironmentLabels.SNAPSHOT),
                    labels.get(KEY).isEmpty() ? keyInTheMaking(container.name()) : labels.get(KEY),
                    labels.get(OF_STACK),
                    labels.get(INPUTS),
                    created,
                    state == State.COMPLETE ? used : created,
                    state,
                    labels.get(ComposeLabels.PROJECT),
                    maker(labels.get(EnvironmentLabels.BUILD)),
                    time(labels.get(UNTIL)).orElse(created));
        });
    }

    private static Optional<State> state(String name) {
        if (COMPLETE.matcher(name).matches()) {
            return Optional.of(State.COMPLETE);
        }
        if (!keyInTheMaking(name).isEmpty()) {
            return Optional.of(State.IN_THE_MAKING);
        }
        return name.endsWith(REFUSED) ? Optional.of(State.REFUSED) : Optional.empty();
    }

    /** The first half of it, which is in the name; empty for any other name. */
    private static String keyInTheMaking(String name) {
        return name.matches(Pattern.quote(MAKING) + "[0-9a-f]{32}") ? name.substring(MAKING.length()) : "";
    }

    private static Instant lastUse(String name) {
        Matcher complete = COMPLETE.matcher(name);
        return complete.matches() ? Instant.ofEpochMilli(Long.parseLong(complete.group(1))) : Instant.EPOCH;
    }

    private static Optional<Instant> time(String label) {
        try {
            return Optional.of(Instant.parse(label));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<BuildProcess> maker(String label) {
        try {
            return BuildProcess.parse(label);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether it is, or will be, what these inputs make. */
    boolean isOf(SnapshotInputs inputs) {
        return key.equals(inputs.key())
                || state == State.IN_THE_MAKING && inputs.key().startsWith(key);
    }

    boolean isComplete() {
        return state == State.COMPLETE;
    }

    /** The labels of the container, without those of an environment. */
    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        labels.put(EnvironmentLabels.SNAPSHOT, id);
        labels.put(KEY, key);
        labels.put(OF_STACK, stack);
        labels.put(INPUTS, inputs);
        labels.put(CREATED, created.toString());
        labels.put(UNTIL, until.toString());
        return labels;
    }

    /** The name of the container of a snapshot that is used now. */
    String nameWhenUsed(Instant now) {
        return SnapshotVolumes.PREFIX + id + "-" + now.toEpochMilli();
    }

    /** The name of the container while a build makes the snapshot; of two builds, the engine lets the first one have it. */
    String nameInTheMaking() {
        return MAKING + key.substring(0, 32);
    }

    /** The name of the container once it is known that no snapshot can be made. */
    String nameWhenRefused() {
        return SnapshotVolumes.PREFIX + id + REFUSED;
    }

    /** The name of one of its volumes. */
    String volume(DataVolume volume) {
        return SnapshotVolumes.name(id, volume.inSnapshot());
    }

    /** The same one, with another container. */
    Snapshot in(String otherContainer) {
        return new Snapshot(otherContainer, id, key, stack, inputs, created, used, state, project, maker, until);
    }

    /** The same one, which is there from a time on. */
    Snapshot completed(Instant now) {
        return new Snapshot(container, id, key, stack, inputs, now, now, State.COMPLETE, "", Optional.empty(), until);
    }
}
