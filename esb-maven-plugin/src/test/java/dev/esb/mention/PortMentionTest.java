package dev.esb.mention;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortMentionTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/a,localhost,HTTP",
        "localhost:8080,localhost,''",
        "'PLAINTEXT://kafka:29092,PLAINTEXT_HOST://127.0.0.1:8080',127.0.0.1,PLAINTEXT_HOST",
        "redis://:secret@cache:8080/0,cache,REDIS",
        "postgres://me:pass@db.local:8080/x,db.local,POSTGRES",
        "jdbc:postgresql://db:8080/x,db,POSTGRESQL",
        "http://[::1]:8080,[::1],HTTP",
        "--url=http://localhost:8080,localhost,HTTP",
        "https://a/?to=http%3A%2F%2Flocalhost%3A8080,localhost,''",
        "*:8080,*,''",
    })
    void hasTheHostRightBeforeIt(String text, String host, String scheme) {
        PortMention mention = only(text, "A", "");

        assertThat(mention.host()).isEqualTo(host);
        assertThat(mention.scheme()).isEqualTo(scheme);
        assertThat(mention.hasColon()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({":8080,true", "8080,false", "--port=8080,false", "%(domain)s:8080,false", "$${HOST}:8080,false"})
    void mayHaveNoHost(String text, boolean hasColon) {
        PortMention mention = only(text, "A", "");

        assertThat(mention.host()).isEmpty();
        assertThat(mention.hasColon()).isEqualTo(hasColon);
    }

    @ParameterizedTest
    @CsvSource({
        "--url=http://a:8080,x,--url",
        "--url http://a:8080,x,--url",
        "http://a:8080,--url,--url",
        "-Dcallback.url=http://a:8080,x,-Dcallback.url",
        "http://b/?redirect_uri=http://a:8080,x,redirect_uri",
        "http://a:8080,x,''",
    })
    void hasTheNameOfItsOption(String text, String before, String key) {
        assertThat(only(text, "NAME", before).key()).isEqualTo("NAME " + key);
    }

    @Test
    void isWrittenAsAReaderWouldFindIt() {
        assertThat(only("http://a:8080", "NAME", "").written("1")).isEqualTo("a:1");
        assertThat(only("8080", "NAME", "").written("1")).isEqualTo("NAME=1");
        assertThat(only("at 8080", "NAME", "").written("1")).isEqualTo("1");
    }

    private static PortMention only(String text, String name, String before) {
        return PortMention.of(
                        new TextPlace("web", "environment", name, before),
                        text,
                        (start, number) -> number.equals("8080"))
                .get(0);
    }
}
