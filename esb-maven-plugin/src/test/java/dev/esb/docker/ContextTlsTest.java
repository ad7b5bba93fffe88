package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.EngineCommand.ContextTls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers are those of the docker command 26. */
class ContextTlsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "false | {\"docker\":[\"ca.pem\",\"cert.pem\",\"key.pem\"]} | true",
                "true | {} | true",
                "false | {} | false"
            })
    void isWhatTheContextSays(boolean skips, String material, boolean hasTls) {
        String answer =
                "{\"Name\":\"far\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":\"tcp://10.1.2.3:2376\",\"SkipTLSVerify\":%s}},\"TLSMaterial\":%s}"
                        .formatted(skips, material);

        assertThat(new ContextTls("far").parse(answer)).isEqualTo(hasTls);
    }
}
