package dev.esb.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortEntryTest {

    @ParameterizedTest
    @CsvSource({
        "80, '', 80, tcp",
        "8080:80, 8080, 80, tcp",
        "53:53/udp, 53, 53, udp",
        "127.0.0.1:8080:80, 8080, 80, tcp",
        "127.0.0.1::80, '', 80, tcp",
        "[::1]:8080:80, 8080, 80, tcp",
        "8000-8005:80, 8000-8005, 80, tcp",
        "${PORT:-8080}:80, ${PORT:-8080}, 80, tcp",
        "${BIND:-127.0.0.1}:${PORT:-80}:80/tcp, ${PORT:-80}, 80, tcp",
        "${PORT:-${OTHER:-80}}:${TARGET:-80}/udp, ${PORT:-${OTHER:-80}}, ${TARGET:-80}, udp"
    })
    void readsTheShortSyntax(String text, String published, String target, String protocol) {
        assertThat(PortEntry.of(TextNode.valueOf(text))).isEqualTo(new PortEntry(published, target, protocol));
    }

    @Test
    void readsTheLongSyntax() throws JsonProcessingException {
        assertThat(longSyntax("{'target': 80}")).isEqualTo(new PortEntry("", "80", "tcp"));
        assertThat(longSyntax("{'target': '${T}', 'published': '${P:-80}', 'protocol': 'udp', 'host_ip': '::1'}"))
                .isEqualTo(new PortEntry("${P:-80}", "${T}", "udp"));
    }

    @ParameterizedTest
    @CsvSource({
        "8080:80, 80, tcp, true",
        "8080:80, 81, tcp, false",
        "8080:80, 80, udp, false",
        "53:53/UDP, 53, udp, true",
        "9000-9002:9000-9002, 9002, tcp, true",
        "9000-9002:9000-9002, 9003, tcp, false",
        "${PORT}:${PORT}, 1234, tcp, true"
    })
    void coversThePortsThatCanHaveComeFromIt(String text, int port, String protocol, boolean covered) {
        assertThat(PortEntry.of(TextNode.valueOf(text)).covers(port, protocol)).isEqualTo(covered);
    }

    private static PortEntry longSyntax(String json) throws JsonProcessingException {
        return PortEntry.of(new ObjectMapper().readTree(json.replace('\'', '"')));
    }
}
