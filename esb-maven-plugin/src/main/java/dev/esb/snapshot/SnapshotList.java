package dev.esb.snapshot;

import dev.esb.Background;
import dev.esb.docker.Docker;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.ByteSize;
import dev.esb.environment.SnapshotVolumes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What the snapshots on the engine are, and who uses them. */
public record SnapshotList(Docker docker, Snapshots snapshots) {

    /**
     * One of them.
     *
     * @param size of its volumes; empty where the engine does not tell
     * @param users the Compose projects of the environments that use it
     */
    public record Entry(Snapshot snapshot, Optional<ByteSize> size, Set<String> users) {}

    /** All of them, those in the making included, by stack and the last use first. */
    public List<Entry> read() {
        CompletableFuture<Map<String, Set<String>>> users = Background.start(snapshots::users);
        List<Snapshot> all = snapshots.all();
        Map<String, String> sizes = all.isEmpty() ? Map.of() : docker.run(new VolumeCommand.Sizes());
        Map<String, Set<String>> used = Background.join(users);
        return all.stream()
                .sorted(Comparator.comparing(Snapshot::stack).thenComparing(Snapshot::used, Comparator.reverseOrder()))
                .map(snapshot -> new Entry(snapshot, size(snapshot, sizes), used.getOrDefault(snapshot.id(), Set.of())))
                .toList();
    }

    private static Optional<ByteSize> size(Snapshot snapshot, Map<String, String> sizes) {
        List<Optional<ByteSize>> own = sizes.entrySet().stream()
                .filter(volume -> volume.getKey().startsWith(SnapshotVolumes.name(snapshot.id(), "")))
                .map(volume -> ByteSize.ofEngine(volume.getValue()))
                .toList();
        return own.isEmpty() || own.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(new ByteSize(own.stream()
                        .mapToLong(size -> size.orElseThrow().bytes())
                        .sum()));
    }
}
