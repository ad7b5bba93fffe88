package dev.esb.goal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.ByteSize;
import dev.esb.snapshot.Snapshot;
import dev.esb.snapshot.Snapshot.State;
import dev.esb.snapshot.SnapshotList.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SnapshotGoalTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void saysOfEachSnapshotWhoUsesItOrWhatBecomesOfIt() {
        assertThat(SnapshotGoal.table(
                        List.of(
                                entry("1", State.COMPLETE, Optional.of(new ByteSize(480_000_000)), "esb-a", "esb-b"),
                                entry("2", State.COMPLETE, Optional.empty()),
                                entry("3", State.IN_THE_MAKING, Optional.empty()),
                                entry("4", State.REFUSED, Optional.empty())),
                        NOW))
                .containsExactly(
                        "STACK     SNAPSHOT      KEY       AGE  SIZE    USED BY                             LAST USE",
                        "org:shop  111111111111  abcdefab  2d   480 MB  esb-a esb-b                         3h",
                        "org:shop  222222222222  abcdefab  2d   -       -                                   3h",
                        "org:shop  333333333333  abcdefab  2d   -       being made by esb-c                 3h",
                        "org:shop  444444444444  abcdefab  2d   -       no snapshot, but the data of esb-c  3h");
    }

    @Test
    void showsWhatIsKnownOfOneThatAnotherVersionHasMade() {
        Snapshot other =
                new Snapshot("c", "1".repeat(12), "", "", "", NOW, NOW, State.COMPLETE, "", Optional.empty(), NOW);

        assertThat(SnapshotGoal.table(List.of(new Entry(other, Optional.empty(), Set.of())), NOW))
                .contains("-      111111111111  -    0s   -     -        0s");
        assertThat(SnapshotGoal.json(List.of(new Entry(other, Optional.empty(), Set.of()))))
                .contains("\"key\" : null");
    }

    private static Entry entry(String digit, State state, Optional<ByteSize> size, String... users) {
        Snapshot snapshot = new Snapshot(
                "c",
                digit.repeat(12),
                "abcdef".repeat(10) + "0123",
                "org:shop",
                "{}",
                NOW.minus(Duration.ofDays(2)),
                NOW.minus(Duration.ofHours(3)),
                state,
                "esb-c",
                Optional.empty(),
                NOW);
        return new Entry(snapshot, size, new TreeSet<>(Set.of(users)));
    }
}
