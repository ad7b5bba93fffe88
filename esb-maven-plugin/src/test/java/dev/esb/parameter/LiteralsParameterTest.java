package dev.esb.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.LiteralTexts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralsParameterTest {

    @ParameterizedTest
    @CsvSource({
        ",CERTAIN",
        "'',CERTAIN",
        "certain,CERTAIN",
        "all,ALL",
        "true,ALL",
        "none,NONE",
        "false,NONE",
        "' All ',ALL",
    })
    void readsTheWordsAndThoseOfEarlierVersions(String text, LiteralTexts expected) {
        assertThat(LiteralsParameter.read(text)).isEqualTo(expected);
    }
}
