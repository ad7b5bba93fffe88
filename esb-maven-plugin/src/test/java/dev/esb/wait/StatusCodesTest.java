package dev.esb.wait;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusCodesTest {

    @ParameterizedTest
    @CsvSource({
        "200, 200, 201",
        "2xx, 299, 300",
        "200-399, 399, 400",
        "'2xx, 401', 401, 400",
        "'404,200-204,5xx', 503, 403",
        "' 204 ', 204, 200"
    })
    void areNumbersClassesAndRanges(String text, int satisfying, int other) {
        StatusCodes codes = StatusCodes.read(text).orElseThrow();

        assertThat(codes.contain(satisfying)).isTrue();
        assertThat(codes.contain(other)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "20", "2000", "99x", "2XX", "0xx", "6xx", "700", "-200", "200-", "300-200", "200,", "200 201", "ok",
                "٢00"
            })
    void areNothingElse(String text) {
        assertThat(StatusCodes.read(text)).isEmpty();
    }
}
