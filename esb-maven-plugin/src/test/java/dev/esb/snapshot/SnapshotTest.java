package dev.esb.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.lease.Owners;
import dev.esb.snapshot.Snapshot.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotTest {
    private static final Instant BEGUN = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant USED = Instant.parse("2026-02-01T12:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-01-31T13:00:00Z");
    private static final Snapshot MAKING = new Snapshot(
            "c1",
            "0123456789ab",
            "f".repeat(64),
            "org:shop",
            "{\"a\":\"1\"}",
            BEGUN,
            BEGUN,
            State.IN_THE_MAKING,
            "esb-a",
            Optional.of(Owners.ALIVE),
            UNTIL);
    private static final Map<String, String> OF_MAKER =
            Map.of("com.docker.compose.project", "esb-a", "dev.esb.build", Owners.ALIVE.text());
    private static final Map<String, String> OF_NOBODY = Map.of("com.docker.compose.project", "", "dev.esb.build", "");

    @Test
    void isReadAsItIsInTheMaking() {
        assertThat(read(MAKING.nameInTheMaking(), MAKING, OF_MAKER)).contains(MAKING);
    }

    /** A label cannot change. */
    @Test
    void isReadAsItWasUsedLast() {
        Snapshot complete = MAKING.completed(UNTIL);

        assertThat(read(complete.nameWhenUsed(USED), complete, OF_NOBODY))
                .contains(new Snapshot(
                        "c1",
                        MAKING.id(),
                        MAKING.key(),
                        "org:shop",
                        MAKING.inputs(),
                        UNTIL,
                        USED,
                        State.COMPLETE,
                        "",
                        Optional.empty(),
                        UNTIL));
    }

    @Test
    void isReadAsRefused() {
        assertThat(read(MAKING.nameWhenRefused(), MAKING, OF_MAKER))
                .hasValueSatisfying(snapshot -> assertThat(snapshot.state()).isEqualTo(State.REFUSED));
    }

    /** Two builds that make the same one have to fail with the second name, and the name of what is complete has to be another one. */
    @Test
    void hasANameInTheMakingThatFollowsFromItsKeyAlone() {
        Snapshot other = new Snapshot(
                "c2",
                "aaaaaaaaaaaa",
                MAKING.key(),
                "x",
                "",
                USED,
                USED,
                State.IN_THE_MAKING,
                "esb-b",
                Optional.empty(),
                USED);

        assertThat(other.nameInTheMaking()).isEqualTo(MAKING.nameInTheMaking());
        assertThat(MAKING.nameInTheMaking())
                .isNotEqualTo(MAKING.nameWhenRefused())
                .isNotEqualTo(MAKING.nameWhenUsed(USED));
    }

    /** Of another version of the plugin: it fits nothing, but it is there. */
    @Test
    void isReadWithoutLabelsThatAreNotThere() {
        Map<String, String> none = new HashMap<>();
        Snapshot.LABELS.forEach(label -> none.put(label, ""));
        none.put("dev.esb.snapshot", MAKING.id());

        assertThat(read(MAKING.nameWhenUsed(USED), MAKING, none))
                .contains(new Snapshot(
                        "c1", MAKING.id(), "", "", "", USED, USED, State.COMPLETE, "", Optional.empty(), USED));
    }

    /** Else nothing could make the same one, since its name is in use. */
    @ParameterizedTest
    @CsvSource({
        "dev.esb.snapshot.created, ''",
        "dev.esb.snapshot.created, yesterday",
        "dev.esb.snapshot.until, tomorrow",
        "dev.esb.build, me"
    })
    void isInTheMakingWhateverTheLabelsOfAnotherVersionSay(String label, String value) {
        Map<String, String> labels = new HashMap<>(OF_MAKER);
        labels.put(label, value);

        assertThat(read(MAKING.nameInTheMaking(), MAKING, labels)).hasValueSatisfying(snapshot -> {
            assertThat(snapshot.state()).isEqualTo(State.IN_THE_MAKING);
            assertThat(snapshot.key()).isEqualTo(MAKING.key());
        });
    }

    @Test
    void isNotReadFromANameOfAnotherVersion() {
        assertThat(read("esb-snapshot-0123456789ab.2", MAKING, OF_NOBODY)).isEmpty();
    }

    @Test
    void isMadeNoLongerThanItWasBegunWhereALabelDoesNotSay() {
        Map<String, String> labels = new HashMap<>(OF_MAKER);
        labels.put("dev.esb.snapshot.until", "");

        assertThat(read(MAKING.nameInTheMaking(), MAKING, labels))
                .hasValueSatisfying(snapshot -> assertThat(snapshot.until()).isEqualTo(BEGUN));
    }

    private static Optional<Snapshot> read(String name, Snapshot snapshot, Map<String, String> further) {
        Map<String, String> labels = new HashMap<>(snapshot.labels());
        labels.putAll(further);
        return Snapshot.of(new Resource(Kind.CONTAINER, "c1", name, labels));
    }
}
