package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "200MB, 200000000",
        "' 1.5 GB ', 1500000000",
        "1KB, 1000",
        "2KiB, 2048",
        "1MiB, 1048576",
        "1000TB, 1000000000000000"
    })
    void readsANumberWithItsUnit(String text, long bytes) {
        assertThat(ByteSize.parse("esb.copyLimit", text)).isEqualTo(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "MB", "200", "200mb", "200M", "0MB", "0.0004KB", "1e3MB", "1,5MB", "1001TB", "9999999999KB"})
    void refusesAllElse(String text) {
        assertThatThrownBy(() -> ByteSize.parse("esb.copyLimit", text))
                .isInstanceOf(UnusableValueException.class)
                .hasMessageContaining("esb.copyLimit");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "999, 999 bytes",
        "1000, 1 KB",
        "1240, 1.2 KB",
        "999949, 999.9 KB",
        "999950, 1 MB",
        "120000000, 120 MB",
        "1300000000, 1.3 GB",
        "5000000000000000, 5000 TB"
    })
    void isShortInAMessage(long bytes, String text) {
        assertThat(new ByteSize(bytes)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0B, 0",
        "12.5kB, 12500",
        "1.234MB, 1234000",
        "480MB, 480000000",
        "2GB, 2000000000",
        "1.5TB, 1500000000000"
    })
    void isReadAsTheEngineWritesIt(String text, long bytes) {
        assertThat(ByteSize.ofEngine(text)).contains(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"N/A", "", "many", "-1B", "1..2MB", "."})
    void isEmptyWhereTheEngineDoesNotKnow(String text) {
        assertThat(ByteSize.ofEngine(text)).isEmpty();
    }
}
