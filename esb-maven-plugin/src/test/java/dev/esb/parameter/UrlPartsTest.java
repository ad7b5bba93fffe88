package dev.esb.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlPartsTest {

    @ParameterizedTest
    @CsvSource({
        ", , 80, http://127.0.0.1:20001/",
        ", /, 443, https://127.0.0.1:20001/",
        ", admin, 8443, https://127.0.0.1:20001/admin",
        "https, /a?b=c#d, 80, https://127.0.0.1:20001/a?b=c#d",
        "ws, '', 443, ws://127.0.0.1:20001/"
    })
    void makeAUrl(String scheme, String path, int containerPort, String url) {
        assertThat(UrlParts.read(scheme, path).of("127.0.0.1:20001", containerPort))
                .isEqualTo(url);
    }
}
