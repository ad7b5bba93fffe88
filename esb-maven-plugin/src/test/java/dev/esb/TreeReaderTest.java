package dev.esb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "\"text\"",
                "[]",
                "{}",
                "{\"a\": [1, -2, 3000000000, 123456789012345678901234567890, 1.5, 1e300], \"b\": {\"c\": [true, false, null, \"\\u00e9\\n\"]}}",
                "{\"a\": 1, \"a\": 2}",
                "[[[{\"deep\": []}]]] [\"further\"]"
            })
    void readsJsonAsTheLibraryDoes(String text) throws IOException {
        assertThat(json(text)).isEqualTo(new ObjectMapper().readTree(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [1, 0x10, '12', 1.5, true, ~, yes]\nb:\n  c: |\n    line\n    line\n",
                "- text\n- \"0123\"\n- 12:30\n- {a: &x 1}\n"
            })
    void readsYamlAsTheLibraryDoes(String text) throws IOException {
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            assertThat(TreeReader.read(parser)).isEqualTo(new YAMLMapper().readTree(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{\"a\"", "{\"a\": }", "nothing", "]"})
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> json(text)).isInstanceOf(JsonProcessingException.class);
    }

    private static JsonNode json(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            return TreeReader.read(parser);
        }
    }
}
