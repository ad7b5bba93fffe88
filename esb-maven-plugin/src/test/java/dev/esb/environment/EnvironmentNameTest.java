package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentNameTest {
    private static final String FORTY = "a".repeat(40);

    @ParameterizedTest
    @CsvSource({"e2e-1, e2e-1", "E2E-containerd, e2e-containerd", "0, 0", "a_b, a_b", "PR-17_nightly, pr-17_nightly"})
    void foldsLettersToLowerCase(String given, String value) {
        assertThat(EnvironmentName.of(given).value()).isEqualTo(value);
    }

    @Test
    void takesFortyCharacters() {
        assertThat(EnvironmentName.of(FORTY)).hasToString(FORTY);
    }

    @Test
    void knowsTheDefaultHoweverItIsWritten() {
        assertThat(EnvironmentName.of("Default").isDefault()).isTrue();
        assertThat(EnvironmentName.of("default-1").isDefault()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-a",
                "_a",
                "a b",
                "a.b",
                "a/b",
                "a\\b",
                "..",
                "../x",
                "/etc",
                "a\n",
                "\na",
                "a\u0000",
                "a'b",
                "$HOME",
                "b\u00fcro",
                "\uff45\uff12\uff45",
                "\u212aelvin",
                "\ud83d\udc33"
            })
    void refusesWhatAComposeProjectCannotBeCalled(String given) {
        assertThatThrownBy(() -> EnvironmentName.of(given))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("(esb.env) is not legal")
                .hasMessageContaining("start with a letter or digit")
                .hasMessageContaining("at most 40 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "../x, x",
        "feature/login, feature-login",
        "Release 1.2, release-1-2",
        "--b\u00fcro--, b-ro",
        "a$(touch x)b, a-touch-x-b"
    })
    void suggestsALegalNameThatComesClose(String given, String suggestion) {
        assertThatThrownBy(() -> EnvironmentName.of(given))
                .hasMessageContaining("'" + given + "'")
                .hasMessageEndingWith("How about -Desb.env=" + suggestion + " ?");
        assertThat(EnvironmentName.of(suggestion).value()).isEqualTo(suggestion);
    }

    @Test
    void suggestsTheFirstFortyCharactersOfALongName() {
        assertThatThrownBy(() -> EnvironmentName.of(FORTY + "b")).hasMessageEndingWith("-Desb.env=" + FORTY + " ?");
    }

    @Test
    void suggestsNothingWhereNothingIsLeft() {
        assertThatThrownBy(() -> EnvironmentName.of("..")).hasMessageNotContaining("How about");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n[ERROR] b", "a\r\nb", "a\u001b[31mb", "a\u009b31mb", "a\u2028b", "a\u202eb"})
    void keepsControlCharactersAwayFromTheTerminal(String given) {
        assertThatThrownBy(() -> EnvironmentName.of(given))
                .message()
                .doesNotMatch("(?s).*[\\p{IsControl}\\p{Cf}\\u2028\\u2029].*");
    }

    @Test
    void shortensWhatItQuotes() {
        assertThatThrownBy(() -> EnvironmentName.of("x".repeat(100_000)))
                .message()
                .hasSizeLessThan(500);
    }
}
