package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalNumberTest {

    @ParameterizedTest
    @CsvSource({
        "'', 15",
        "SIGTERM, 15",
        "term, 15",
        "sigquit, 3",
        "INT, 2",
        "SIGUSR1, 10",
        "WINCH, 28",
        "SYS, 31",
        "9, 9",
        "37, 37",
        "RTMIN, 34",
        "SIGRTMIN+3, 37",
        "rtmin+15, 49",
        "RTMAX-14, 50",
        "SIGRTMAX, 64"
    })
    void isThatOfLinux(String signal, int number) {
        assertThat(SignalNumber.of(signal)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "65", "-1", "SIG", "SIGTERMINATE", "RTMIN-1", "RTMIN+31", "RTMAX-31", "RTMAX+1", "15 "})
    void isUnknownOfWhatIsNoSignal(String signal) {
        assertThat(SignalNumber.of(signal)).isEmpty();
    }
}
