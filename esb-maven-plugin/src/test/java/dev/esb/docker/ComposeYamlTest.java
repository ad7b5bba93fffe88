package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.EsbException;
import dev.esb.docker.ComposeCommand.Config;
import dev.esb.docker.ComposeCommand.ConfigYaml;
import dev.esb.docker.ComposeCommand.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeYamlTest {
    private static final ConfigYaml PLAIN = new ConfigYaml(new Config(
            new Source(Path.of("/stack/plain"), "p", List.of(), List.of(), Optional.empty(), Map.of()), true));

    @RecordedCase("config/plain/yaml")
    void readsTheStackThatComposePrints(Recorded recorded) {
        ObjectNode stack = recorded.answerTo(PLAIN);

        assertThat(stack.at("/services/web/environment")).hasToString("{\"GREETING\":\"hello\",\"PRICE\":\"5$$\"}");
        assertThat(stack.at("/services/web/ports/0/published").isTextual()).isTrue();
        assertThat(stack.at("/services/web/ports/0/target").isInt()).isTrue();
        assertThat(stack.at("/services/web/networks/front").isNull()).isTrue();
        assertThat(stack.at("/services/once/command")).hasToString("[\"busybox\",\"true\"]");
    }

    /** What Compose prints without quotes is a text unless its own reader takes it for something else. */
    @ParameterizedTest
    @ValueSource(strings = {"._1", "1e999", "-1e999", "1.2.3", "on_1", "a:b", "1m30s", "+", "12:30", "1_000"})
    void takesForTextsWhatComposeDoesNotPrintForNumbers(String plain) {
        assertThat(ComposeYaml.read("a: " + plain)).hasToString("{\"a\":\"%s\"}".formatted(plain));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "-500, -500", "0.5, 0.5", "1e+21, 1.0E21", "12345678901234567890, 12345678901234567890"})
    void readsNumbers(String printed, String number) {
        assertThat(ComposeYaml.read("a: " + printed)).hasToString("{\"a\":%s}".formatted(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- a", "text", "a: [", "a: b: c"})
    void refusesWhatIsNoStack(String text) {
        assertThatThrownBy(() -> ComposeYaml.read(text))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("printed something that is not a stack in YAML");
    }

    @Test
    void refusesANulAsInJson() {
        assertThatThrownBy(() -> PLAIN.parse("services: {web: {image: \"a\\0b\"}}"))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("NUL character");
    }
}
