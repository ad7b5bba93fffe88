package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {

    @RecordedCase("up/plain/first")
    void tellsOfEveryContainerThatStarts(Recorded recorded) {
        assertThat(names(recorded, ProgressLine::isContainerStart))
                .containsExactlyInAnyOrder("p-web-1", "p-after-1", "p-once-1");
        assertThat(names(recorded, ProgressLine::isRemoved)).isEmpty();
        assertThat(names(recorded, ProgressLine::isPull)).isEmpty();
    }

    @RecordedCase("up/plain/first")
    void namesNetworksAndVolumesWithoutQuotes(Recorded recorded) {
        assertThat(lines(recorded))
                .filteredOn(line -> line.state().equals("Created"))
                .contains(
                        new ProgressLine("Network", "p_front", "Created"),
                        new ProgressLine("Volume", "p_cache", "Created"));
    }

    @RecordedCase("up/plain/again-unchanged")
    void tellsNoStartOfWhatRunsAlready(Recorded recorded) {
        assertThat(names(recorded, line -> line.state().equals("Running"))).contains("p-web-1", "p-after-1");
        assertThat(names(recorded, ProgressLine::isContainerStart)).containsExactly("p-once-1");
    }

    @RecordedCase("up/build")
    void tellsOfTheStartAfterABuild(Recorded recorded) {
        assertThat(names(recorded, ProgressLine::isContainerStart)).containsExactly("p-web-1");
    }

    @RecordedCase("up/missing-image")
    void tellsWhatIsPulled(Recorded recorded) {
        assertThat(names(recorded, ProgressLine::isPull))
                .singleElement()
                .satisfies(name -> assertThat(name).isIn("web", "example.invalid/nothing:1"));
    }

    @RecordedCase("down/plain")
    void tellsWhatIsRemoved(Recorded recorded) {
        assertThat(names(recorded, ProgressLine::isRemoved)).contains("p_front", "p_cache");
        assertThat(names(recorded, ProgressLine::isInUse)).isEmpty();
    }

    @RecordedCase("down/nothing-there")
    void tellsThatNothingIsRemoved(Recorded recorded) {
        assertThat(lines(recorded)).isEmpty();
    }

    @RecordedCase("down/in-use")
    void tellsWhatStaysBecauseItIsInUse(Recorded recorded) {
        assertThat(lines(recorded))
                .filteredOn(ProgressLine::isInUse)
                .extracting(ProgressLine::kind, ProgressLine::name)
                .containsExactlyInAnyOrder(tuple("Network", "p_front"), tuple("Volume", "p_cache"));
        assertThat(names(recorded, ProgressLine::isRemoved))
                .containsExactlyInAnyOrder("p-web-1", "p-after-1", "p-once-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // Compose 2.40: an image that was built, and what becomes of a pull.
                "' p-web  Built'; Image; p-web; Built",
                "' web Pulling '; Service; web; Pulling",
                "' web Pulled '; Service; web; Pulled",
                "' web Error Get \"https://example.invalid/v2/\": no such host'; Service; web;"
                        + " 'Error Get \"https://example.invalid/v2/\": no such host'",
                "' web Skipped - Image is already being pulled by db '; Service; web; Skipped - Image is already being pulled by db",
                "' web Interrupted'; Service; web; Interrupted",
                // The layers of an image.
                "' 3f4ca61aafcd Pulling fs layer '; Layer; 3f4ca61aafcd; Pulling fs layer",
                "' 3f4ca61aafcd Downloading [==>    ]  1.2MB/29MB'; Layer; 3f4ca61aafcd; 'Downloading [==>    ]  1.2MB/29MB'",
                "' 3f4ca61aafcd Pull complete '; Layer; 3f4ca61aafcd; Pull complete",
                // Compose 5
                "' Image nginx Pulling '; Image; nginx; Pulling",
                "' Image p-web Built '; Image; p-web; Built",
                "' Volume p_cache Removed '; Volume; p_cache; Removed",
                "' network:default failed to create network p_default: no room '; Network; default;"
                        + " 'failed to create network p_default: no room'",
            })
    void isReadInEveryForm(String line, String kind, String name, String state) {
        assertThat(ProgressLine.parse(line)).contains(new ProgressLine(kind, name, state));
    }

    @Test
    void isNoPullOfAnImageThatOneOfItsLayersIsPulled() {
        assertThat(ProgressLine.parse(" 3f4ca61aafcd Pulling fs layer ").orElseThrow())
                .satisfies(layer -> assertThat(layer.isPull()).isFalse())
                .satisfies(layer -> assertThat(layer.isRemoved()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Flag --time has been deprecated, use --timeout instead",
                "Error response from daemon: Pool overlaps with other one on this address space",
                "web Error",
                " - the network has no room",
                "#7 [web 3/3] RUN make",
                "Error response from daemon: No such image: nothing:1",
                "time=\"2026-01-01T00:00:00Z\" level=warning msg=\"Warning: No resource found to remove\"",
            })
    void isNotEveryLine(String line) {
        assertThat(ProgressLine.parse(line)).isEmpty();
    }

    private static List<ProgressLine> lines(Recorded recorded) {
        return Stream.concat(recorded.output().lines(), recorded.errorOutput().lines())
                .map(ProgressLine::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<String> names(Recorded recorded, Predicate<ProgressLine> filter) {
        return lines(recorded).stream()
                .filter(filter)
                .map(ProgressLine::name)
                .distinct()
                .toList();
    }
}
