package dev.esb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> NAMES = List.of("esb.env", "esb.envFile", "esb.tail", "esb.stopTimeout");

    @ParameterizedTest
    @CsvSource({
        "esb.evn, esb.env",
        "esb.ENV, esb.env",
        "esb.envfile, esb.envFile",
        "esb.tial, esb.tail",
        "esb.tails, esb.tail",
        "esb.tal, esb.tail",
        "esb.stopTimout, esb.stopTimeout"
    })
    void isTheOneWithTheFewestOtherLetters(String given, String nearest) {
        assertThat(NearestName.of(given, NAMES)).contains(nearest);
    }

    @Test
    void isNoneWhereAllAreFarAway() {
        assertThat(NearestName.of("esb.gateway", NAMES)).isEmpty();
        assertThat(NearestName.of("esb.env", List.of())).isEmpty();
    }

    @Test
    void comesFirst() {
        assertThat(NearestName.first("Databse", List.of("cache", "database", "data")))
                .containsExactly("database", "data", "cache");
        assertThat(NearestName.first("", List.of("long", "a"))).containsExactly("a", "long");
        assertThat(NearestName.first("x", List.of())).isEmpty();
    }

    @Test
    void countsTwoSwappedLettersAsOne() {
        assertThat(NearestName.distance("evn", "env")).isEqualTo(1);
        assertThat(NearestName.distance("stack", "stacks")).isEqualTo(1);
        assertThat(NearestName.distance("abc", "abc")).isZero();
    }
}
