package dev.esb.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Docker takes, which a goal must not refuse; {@link WrongValuesTest} has what is refused. */
class LogLinesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10m",
                "1h30m",
                "1.5h",
                ".5h",
                "5us",
                "5",
                "1769860800.5",
                "2026-01-31",
                "2026-01-31Z",
                "2026-01-31T12",
                "2026-01-31T12:00",
                "2026-01-31T12:00+01:00",
                "2026-01-31T12:00:00",
                "2026-01-31T12:00:00.5Z"
            })
    void takesTheTimesThatDockerReads(String text) {
        assertThat(LogLines.since(text)).contains(text);
    }

    @Test
    void takesNoTimeForAllLines() {
        assertThat(LogLines.since(null)).isEmpty();
        assertThat(LogLines.since("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "0", "5", "2147483647"})
    void takesANumberOfLines(String text) {
        assertThat(LogLines.tail(text)).isEqualTo(text);
    }
}
