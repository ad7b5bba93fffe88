package dev.esb.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What authors of Compose files can write where a port or a variable belongs. */
class WrittenTextPropertyTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                        "$",
                        "${",
                        "}",
                        "{",
                        ":",
                        "/",
                        "-",
                        "?",
                        "+",
                        "A",
                        "PORT",
                        "80",
                        "443-445",
                        "99999999999",
                        "tcp",
                        "udp",
                        "127.0.0.1",
                        "[::1]",
                        "\n",
                        "\0",
                        " ",
                        "\u0661")
                .list()
                .ofMaxSize(15)
                .map(list -> String.join("", list));
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(40), pieces);
    }

    @Property(tries = 5000)
    void aReferenceIsAWholeOneOrNone(@ForAll("texts") String text) {
        Optional<String> variable = VariableReference.only(text);

        variable.ifPresent(name -> {
            assertThat(name).matches("[A-Za-z_][A-Za-z0-9_]*");
            assertThat(text).startsWith("$").contains(name);
        });
    }

    @Property(tries = 2000)
    void cuttingLosesNothing(@ForAll("texts") String text) {
        String line = text.replace("\n", "");

        assertThat(String.join(":", VariableReference.split(line, ':'))).isEqualTo(line);
    }

    @Property(tries = 5000)
    void anyTextCanBeAskedWhichPortsItCovers(
            @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 65535) int port) {
        PortEntry written = PortEntry.of(JSON.textNode(text));

        written.covers(port, written.protocol());
        assertThat(written.covers(port, written.protocol() + "x")).isFalse();
    }

    @Property(tries = 2000)
    void anyFieldsCanBeAskedWhichPortsTheyCover(
            @ForAll("texts") String published, @ForAll("texts") String target, @ForAll("texts") String protocol) {
        JsonNode entry = JSON.objectNode()
                .put("published", published)
                .put("target", target)
                .put("protocol", protocol);

        PortEntry.of(entry).covers(80, "tcp");
    }
}
