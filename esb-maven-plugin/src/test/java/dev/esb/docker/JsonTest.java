package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final String MESSAGE =
            "The 'docker' command printed something that is not JSON: 'using engine far away'.";

    /** A wrapper script in the place of the docker command can print more than that does. */
    @Test
    void saysWhatWasPrintedThatIsNone() {
        assertThatThrownBy(() -> Json.object("using engine far away\n{}"))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith(MESSAGE);
        assertThatThrownBy(() -> Json.texts("using engine far away\n{}"))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith(MESSAGE);
        assertThatThrownBy(() -> Json.texts("{\"id\": \"1")).isInstanceOf(EsbException.class);
    }

    @Test
    void hasTextsWithWhateverIsInThem() {
        assertThat(Json.texts("{\"a\":\"x,\\\"y\\\" \\u003e\\n\",\"b\":\"\"}\n\n{\"a\":\"gr\u00fcn\"}\n"))
                .containsExactly(Map.of("a", "x,\"y\" >\n", "b", ""), Map.of("a", "gr\u00fcn"));
    }
}
