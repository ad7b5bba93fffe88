package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    private static final Version V2_25 = new Version(2, 25);

    @ParameterizedTest
    @CsvSource({"2.25, 2.25", "v2.26.1, 2.26", "26.1.5+dfsg1, 26.1", "2.40.3-desktop.1, 2.40", "29.9.0-beta.24, 29.9"})
    void isReadWithWhatPackagesAddToIt(String text, String version) {
        assertThat(Version.parse(text)).get().hasToString(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dev", "2", "v2", "version 2.25", "99999999999.1"})
    void isNotReadFromAnotherText(String text) {
        assertThat(Version.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.25.0", "2.26.0", "2.100.0", "3.0.0", "10.1.0", "dev"})
    void isReachedByItselfAndNewerOnes(String text) {
        assertThat(V2_25.isReachedBy(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.24.7", "2.3.3", "1.29.2"})
    void isNotReachedByOlderOnes(String text) {
        assertThat(V2_25.isReachedBy(text)).isFalse();
    }
}
