package dev.esb.snapshot;

import static dev.esb.snapshot.Models.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SnapshotInputsTest {
    @Test
    void haveTheSameKeyInWhateverOrderTheyAreFound() {
        SnapshotInputs one = of("a", "1", "b", "2");
        SnapshotInputs other = of("b", "2", "a", "1");
        one.add("model", yaml("{x: 1, y: {v: [1, 2], w: 2}}"));
        other.add("model", yaml("{y: {w: 2, v: [1, 2]}, x: 1}"));

        assertThat(one.key()).isEqualTo(other.key()).matches("[0-9a-f]{64}");
        assertThat(one.text()).isEqualTo(other.text());
    }

    @Test
    void haveAnotherKeyWithEachOtherValueOrName() {
        assertThat(of("a", "1", "b", "2").key())
                .isNotEqualTo(of("a", "2", "b", "2").key())
                .isNotEqualTo(of("a", "1", "b", "1").key())
                .isNotEqualTo(of("a", "1", "c", "2").key())
                .isNotEqualTo(of("a", "1").key());
    }

    @Test
    void haveAnotherKeyWhereTheOrderOfAListIsAnotherOne() {
        SnapshotInputs one = SnapshotInputs.empty();
        SnapshotInputs other = SnapshotInputs.empty();
        one.add("command", yaml("{v: [1, 2]}"));
        other.add("command", yaml("{v: [2, 1]}"));

        assertThat(one.key()).isNotEqualTo(other.key());
    }

    @Test
    void nameWhatHasChangedWhatIsNewAndWhatIsGone() {
        String before = of("same", "1", "changed", "1", "gone", "1").text();

        assertThat(of("same", "1", "changed", "2", "new", "1").changedSince(before))
                .containsExactly("changed", "gone", "new");
    }

    @Test
    void nameNothingWhereNothingHasChanged() {
        assertThat(of("a", "1", "b", "2").changedSince(of("a", "1", "b", "2").text()))
                .isEmpty();
    }

    @Test
    void saySoWhereAnotherVersionHasMadeTheSnapshot() {
        assertThat(of("a", "1").changedSince("v2:a=1")).containsExactly("the version of this plugin");
        assertThat(of("a", "1").changedSince("")).containsExactly("the version of this plugin");
    }

    /** The text becomes an argument of a command. */
    @Test
    void haveNoTextAndNameNothingWhereThereAreVeryMany() {
        SnapshotInputs many = SnapshotInputs.empty();
        IntStream.range(0, 10_000).forEach(number -> many.add("file-" + number, "1"));
        String text = many.text();
        many.add("new", "1");

        assertThat(text).isEqualTo("{}");
        assertThat(many.changedSince(text)).isEmpty();
    }

    private static SnapshotInputs of(String... namesAndValues) {
        SnapshotInputs inputs = SnapshotInputs.empty();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            inputs.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return inputs;
    }
}
