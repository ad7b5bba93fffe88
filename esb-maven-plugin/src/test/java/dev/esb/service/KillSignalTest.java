package dev.esb.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KillSignalTest {
    @ParameterizedTest
    @CsvSource({"KILL, SIGKILL", "SIGTERM, SIGTERM", "9, SIGKILL", "usr1, SIGUSR1", "RTMIN+3, 37", "31, SIGSYS"})
    void isANameOrANumber(String text, String signal) {
        assertThat(KillSignal.read(text)).hasToString(signal);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "FOO", "0", "65", "-9", "KILL TERM"})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> KillSignal.read(text))
                .isInstanceOf(EsbException.class)
                .hasMessageEndingWith("(esb.signal) is not usable: it has to be the name or the number of a signal,"
                        + " such as KILL, SIGTERM or 9.");
    }
}
