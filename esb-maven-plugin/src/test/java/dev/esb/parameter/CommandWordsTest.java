package dev.esb.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWordsTest {

    @Test
    void areSeparatedByBlanks() {
        assertThat(CommandWords.read("esb.provision", " pg_isready\t-q \n -d $DB;ls\\ "))
                .containsExactly("pg_isready", "-q", "-d", "$DB;ls\\");
    }

    @Test
    void mayHaveBlanksAndOtherQuotesInQuotes() {
        assertThat(CommandWords.read("esb.provision", "sh -c \"echo 'two words'\" --name='a b' '' \"it's\"'\"'"))
                .containsExactly("sh", "-c", "echo 'two words'", "--name=a b", "", "it's\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh -c 'echo a", "echo \"", "it's"})
    void haveTheirQuotesInPairs(String text) {
        assertThatThrownBy(() -> CommandWords.read("esb.provision", text))
                .isInstanceOf(EsbException.class)
                .hasMessage("The command '%s' (esb.provision) cannot be split into words: a quote in it is not closed."
                        .formatted(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "'' a"})
    void beginWithAProgram(String text) {
        assertThatThrownBy(() -> CommandWords.read("esb.provision", text))
                .hasMessage("The command '%s' (esb.provision) names no program.".formatted(text));
    }

    @Test
    void areWrittenAsAUserWouldWriteThem() {
        assertThat(CommandWords.text(List.of("npm", "test", "--name=a b", "", "it's", "C:\\a")))
                .isEqualTo("npm test '--name=a b' '' 'it'\"'\"'s' C:\\a");
    }
}
