package dev.esb.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeyTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "validating /a b/c.yml: services.web Additional property prots is not allowed; 'prots' of service 'web'",
                "validating /c.yml: services.web additional properties 'prots' not allowed; 'prots' of service 'web'",
                "validating /c.yml: services.web additional properties 'lables', 'prots' not allowed; 'lables', 'prots' of service 'web'",
                "validating /c.yml: services.web.prots false schema; 'prots' of service 'web'",
                "validating /c.yml: services.my.web additional properties 'prots' not allowed; 'prots' of 'services.my.web'",
                "validating /c.yml: services.web.build.prots false schema; 'prots' of 'services.web.build'",
                "validating /c.yml: (root) Additional property prots is not allowed; 'prots'",
                "validating /c.yml: (root) additional properties 'prots' not allowed; 'prots'",
                "validating /c.yml: prots false schema; 'prots'",
                "(root) Additional property prots is not allowed; 'prots'",
            })
    void isNamedWithItsService(String words, String what) {
        assertThat(UnknownKey.in(words))
                .hasValueSatisfying(key -> assertThat(key.hint(List.of()))
                        .startsWith("This Compose does not know " + what
                                + ". A newer Compose may know it ('docker compose version' says which one is here)"));
    }

    @Test
    void isNamedWithItsLine() throws IOException {
        Path file = Files.writeString(directory.resolve("compose.yml"), "services:\n  web:\n    prots: ['80']\n");

        assertThat(hint(file)).contains("'prots' of service 'web' (line 3 of '" + file + "'). ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"  web:\n    prots: []\n  api:\n    prots: []\n", "include: [other.yml]\n"})
    void isNamedWithoutALineThatIsNotCertain(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("compose.yml"), text);

        assertThat(hint(file)).contains("'prots' of service 'web'. ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed to parse /stack/broken/compose.yml: yaml: line 1: did not find expected ',' or '}'",
                "validating /c.yml: services.web.ports must be a array",
                "dependency cycle detected: a -> b -> a"
            })
    void isNoneInOtherWords(String words) {
        assertThat(UnknownKey.in(words)).isEmpty();
    }

    private static String hint(Path file) {
        return UnknownKey.in("validating x.yml: services.web.prots false schema")
                .orElseThrow()
                .hint(List.of(file));
    }
}
