package dev.esb.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

    @TempDir
    Path directory;

    private CertificateFiles files;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        files = Certificates.ensure(
                directory.resolve("tls"),
                "shop-1",
                List.of(
                        "db",
                        "my_db",
                        "-odd-",
                        "shop.example",
                        "*.apps.example",
                        "Bücher.example",
                        "10.1.2.3",
                        "fd00::1"),
                Clock.systemUTC());
        server = new TestServer(files);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.0.0.1",
                "::1",
                "db",
                "shop.example",
                "a.apps.example",
                "xn--bcher-kva.example",
                "10.1.2.3",
                "fd00::1"
            })
    void acceptedUnderEveryName(String host) throws Exception {
        assertThat(server.connect(files, host).getSubjectX500Principal().getName())
                .isEqualTo("CN=shop-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cache", "a.b.apps.example", "127.0.0.2", "fd00::2"})
    void refusedUnderOtherNames(String host) {
        assertThatThrownBy(() -> server.connect(files, host)).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void refusedWithoutTheTrustStore() {
        assertThatThrownBy(() -> server.connect((KeyStore) null, "localhost"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("unable to find valid certification path");
    }

    @Test
    void refusedByWhoTrustsTheAuthorityOfAnotherEnvironment() throws Exception {
        CertificateFiles other =
                Certificates.ensure(directory.resolve("other"), "shop-1", List.of(), Clock.systemUTC());

        assertThatThrownBy(() -> server.connect(other, "localhost")).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void acceptedByAnotherJvmGivenTheTrustStoreAsItsOwn() throws Exception {
        assertThat(statusSeenByAnotherJvm(
                        "-Djavax.net.ssl.trustStore=" + files.trustStore(),
                        "-Djavax.net.ssl.trustStorePassword=changeit"))
                .isEqualTo(204);
    }

    @Test
    void refusedByAnotherJvmNotGivenTheTrustStore() throws Exception {
        assertThat(statusSeenByAnotherJvm("-Dunrelated=1", "-Dunrelated=2")).isEqualTo(1);
        assertThat(directory.resolve("client.log")).content().contains("unable to find valid certification path");
    }

    private int statusSeenByAnotherJvm(String firstOption, String secondOption) throws Exception {
        String classes = Path.of(Client.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        firstOption,
                        secondOption,
                        Client.class.getName(),
                        "https://localhost:" + server.port() + "/")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("client.log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Exits with the status of the answer, or with 1 when there is none. */
    static final class Client {
        public static void main(String[] arguments) throws IOException {
            HttpsURLConnection connection =
                    (HttpsURLConnection) URI.create(arguments[0]).toURL().openConnection();
            System.exit(connection.getResponseCode());
        }
    }
}
