package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import org.junit.jupiter.api.Test;

class JsonTest {
    /** A wrapper script in the place of the docker command can print more than that does. */
    @Test
    void saysWhatWasPrintedThatIsNone() {
        assertThatThrownBy(() -> Json.object("using engine far away\n{}"))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith(
                        "The 'docker' command printed something that is not JSON: 'using engine far away'.");
    }
}
