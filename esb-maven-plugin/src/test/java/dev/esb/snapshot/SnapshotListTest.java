package dev.esb.snapshot;

import static dev.esb.snapshot.SnapshotEngine.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.FakeTime;
import dev.esb.docker.VolumeCommand.Sizes;
import dev.esb.environment.ByteSize;
import dev.esb.environment.VolumeOverlay;
import dev.esb.snapshot.SnapshotList.Entry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotListTest {
    private static final String ONE = "111111111111";
    private static final String TWO = "222222222222";
    private static final String THREE = "333333333333";

    private final SnapshotEngine engine = new SnapshotEngine();

    @Test
    void isOrderedByStackAndTheLastUseFirst() {
        sizes(Map.of());
        engine.complete(ONE, "k", "shop", LONG_AGO, LONG_AGO.plusSeconds(1));
        engine.complete(TWO, "k", "shop", LONG_AGO, LONG_AGO.plusSeconds(2));
        engine.complete(THREE, "k", "orders", LONG_AGO, LONG_AGO);

        assertThat(read()).extracting(entry -> entry.snapshot().id()).containsExactly(THREE, TWO, ONE);
    }

    @Test
    void tellsTheSizeOfAllVolumesOfASnapshotWhereTheEngineKnowsAll() {
        sizes(Map.of(
                "esb-snapshot-111111111111_rows", "1.5kB",
                "esb-snapshot-111111111111_log", "500B",
                "esb-snapshot-222222222222_rows", "1.5kB",
                "esb-snapshot-222222222222_log", "N/A",
                "shop", "1GB"));
        engine.complete(ONE, "k", "a", LONG_AGO, LONG_AGO);
        engine.complete(TWO, "k", "b", LONG_AGO, LONG_AGO);
        engine.complete(THREE, "k", "c", LONG_AGO, LONG_AGO);

        List<Entry> entries = read();
        assertThat(entries.get(0).size()).contains(new ByteSize(2_000));
        assertThat(entries.get(1).size()).isEmpty();
        assertThat(entries.get(2).size()).isEmpty();
    }

    @Test
    void namesTheEnvironmentsThatUseASnapshot() {
        sizes(Map.of());
        engine.complete(ONE, "k", "a", LONG_AGO, LONG_AGO, "rows");
        engine.complete(TWO, "k", "b", LONG_AGO, LONG_AGO, "rows");
        engine.lay(
                "esb-a",
                new SnapshotStart.Layers(
                        ONE, List.of(new VolumeOverlay("rows", "esb-a_rows", "esb-snapshot-111111111111_rows"))));

        assertThat(read()).extracting(Entry::users).containsExactly(Set.of("esb-a"), Set.of());
    }

    /** The engine reads the directories of all volumes for their sizes. */
    @Test
    void doesNotAskForSizesWhereThereIsNone() {
        assertThat(read()).isEmpty();

        assertThat(engine.docker.calls(Sizes.class)).isEmpty();
    }

    private void sizes(Map<String, String> sizes) {
        engine.docker.answer(new Sizes(), sizes);
    }

    private List<Entry> read() {
        return new SnapshotList(engine.docker, new Snapshots(engine.docker, new FakeTime())).read();
    }
}
