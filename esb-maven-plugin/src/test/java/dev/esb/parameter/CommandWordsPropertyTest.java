package dev.esb.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The words of a command reach the program as a user has given them, whatever is in them. */
class CommandWordsPropertyTest {
    @Provide
    Arbitrary<String> words() {
        Arbitrary<String> telling =
                Arbitraries.strings().withChars("a'\"\\ \t\n$-=\u00e9\u2003").ofMaxLength(12);
        return Arbitraries.oneOf(telling, Arbitraries.strings().ofMaxLength(12));
    }

    @Property
    void areReadAsTheyWereWritten(@ForAll("words") String first, @ForAll List<@From("words") String> others) {
        // A program has a name.
        List<String> words = new ArrayList<>(List.of("p" + first));
        words.addAll(others);

        assertThat(CommandWords.read("esb.command", CommandWords.text(words))).isEqualTo(words);
    }
}
