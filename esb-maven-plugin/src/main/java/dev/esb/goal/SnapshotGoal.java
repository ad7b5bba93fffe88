package dev.esb.goal;

import dev.esb.Age;
import dev.esb.environment.ByteSize;
import dev.esb.service.EnvironmentQueries;
import dev.esb.snapshot.Snapshot;
import dev.esb.snapshot.Snapshot.State;
import dev.esb.snapshot.SnapshotList;
import dev.esb.snapshot.SnapshotList.Entry;
import dev.esb.snapshot.Snapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the snapshots on the engine, with the environments that use them, or removes those that no environment uses. */
public final class SnapshotGoal {
    private final GoalContext context;

    public SnapshotGoal(GoalContext context) {
        this.context = context;
    }

    /**
     * @param isRemoval whether to remove instead of listing
     * @throws dev.esb.EsbException when no engine answers
     */
    public void run(boolean isRemoval, OutputFormat output) {
        new EnvironmentQueries(context.docker()).requireEngine(context.variables());
        Snapshots snapshots = new Snapshots(context.docker(), Clock.systemUTC());
        List<Entry> found = new SnapshotList(context.docker(), snapshots).read();
        if (isRemoval) {
            remove(found, snapshots);
        } else if (output == OutputFormat.JSON) {
            context.print(json(found));
        } else if (found.isEmpty()) {
            context.say("There is no snapshot on this engine. 'mvn esb:up -Desb.snapshot=true' makes one");
        } else {
            table(found, Instant.now()).forEach(context.output());
        }
    }

    static List<String> table(List<Entry> found, Instant now) {
        TextTable table = new TextTable("STACK", "SNAPSHOT", "KEY", "AGE", "SIZE", "USED BY", "LAST USE");
        found.forEach(entry -> table.add(
                entry.snapshot().stack().isEmpty() ? "-" : entry.snapshot().stack(),
                entry.snapshot().id(),
                key(entry.snapshot()),
                age(entry.snapshot().created(), now),
                entry.size().map(ByteSize::toString).orElse("-"),
                users(entry),
                age(entry.snapshot().used(), now)));
        return table.lines();
    }

    /** Another version of the plugin may not say it. */
    private static String key(Snapshot snapshot) {
        return snapshot.key().isEmpty()
                ? "-"
                : snapshot.key().substring(0, Math.min(8, snapshot.key().length()));
    }

    private void remove(List<Entry> found, Snapshots snapshots) {
        List<Entry> unused = found.stream()
                .filter(entry -> entry.users().isEmpty() && entry.snapshot().state() == State.COMPLETE)
                .toList();
        List<String> leftovers = snapshots.leftovers();
        if (unused.isEmpty() && leftovers.isEmpty()) {
            context.info(
                    found.isEmpty()
                            ? "There is nothing to remove"
                            : "There is nothing to remove: all snapshots are in use");
        }
        for (Entry entry : unused) {
            Snapshot snapshot = entry.snapshot();
            context.info("Removing the snapshot %s of '%s'%s, last used %s ago"
                    .formatted(
                            snapshot.id(),
                            snapshot.stack(),
                            entry.size().map(" (%s)"::formatted).orElse(""),
                            age(snapshot.used(), Instant.now())));
            snapshots.remove(snapshot);
        }
        leftovers.forEach(id ->
                context.info("Removing what is left of the snapshot %s, which is not there any more".formatted(id)));
        snapshots.removeLeftovers(leftovers);
    }

    private static String users(Entry entry) {
        String users = String.join(" ", entry.users());
        return switch (entry.snapshot().state()) {
            case COMPLETE -> users.isEmpty() ? "-" : users;
            case IN_THE_MAKING -> "being made by " + entry.snapshot().project();
            case REFUSED -> "no snapshot, but the data of " + entry.snapshot().project();
        };
    }

    private static String age(Instant since, Instant now) {
        return Age.text(Duration.between(since, now));
    }

    /** As {@code docs/schema/snapshot.schema.json} describes it. */
    static String json(List<Entry> snapshots) {
        return OutputFormat.json(snapshots.stream().map(SnapshotGoal::fields).toList());
    }

    private static Map<String, Object> fields(Entry entry) {
        Snapshot snapshot = entry.snapshot();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("stack", snapshot.stack());
        fields.put("snapshot", snapshot.id());
        fields.put("key", snapshot.key().isEmpty() ? null : snapshot.key());
        fields.put(
                "state",
                switch (snapshot.state()) {
                    case COMPLETE -> "complete";
                    case IN_THE_MAKING -> "making";
                    case REFUSED -> "refused";
                });
        fields.put("created", snapshot.created().toString());
        fields.put("used", snapshot.used().toString());
        fields.put("bytes", entry.size().map(ByteSize::bytes).orElse(null));
        fields.put("users", List.copyOf(entry.users()));
        return fields;
    }
}
