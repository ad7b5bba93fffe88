package dev.esb.wait;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.esb.tls.CertificateFiles;
import dev.esb.tls.Certificates;
import dev.esb.tls.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpProbeTest {
    private static final String HOST = "127.0.0.1";

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private int status = 200;
    private byte[] body = "all is well\n".getBytes(UTF_8);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(HOST), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
            awaitEnd();
            exchange.close();
        });
        server.createContext("/silent", exchange -> awaitEnd());
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void isSatisfiedByAnAnswer() {
        assertThat(ask("http", "/health?deep=1")).isEmpty();
        assertThat(requests).containsExactly("GET /health?deep=1");
    }

    @Test
    void saysAnotherStatus() {
        status = 503;

        assertThat(ask("http", "/")).isEqualTo("status 503");
        assertThat(ask("http", "/", "status", "5xx")).isEmpty();
    }

    @Test
    void followsNoRedirect() {
        status = 302;

        assertThat(ask("http", "/")).isEmpty();
        assertThat(ask("http", "/", "status", "200")).isEqualTo("status 302");
        assertThat(requests).containsOnly("GET /");
    }

    @Test
    void looksIntoTheBody() {
        assertThat(ask("http", "/", "body", "is w.ll")).isEmpty();
        assertThat(ask("http", "/", "body", "^well")).isEqualTo("status 200 without '^well' in the body");
    }

    @Test
    void readsTheBeginningOfALongBody() {
        body = "a".repeat(3 << 20).getBytes(UTF_8);
        body[100] = 'b';
        body[2 << 20] = 'c';

        assertThat(ask("http", "/", "body", "ab")).isEmpty();
        assertThat(ask("http", "/", "body", "c")).isEqualTo("status 200 without 'c' in the body");
    }

    @Test
    void needsNotTheEndOfABodyThatIsNotLookedInto() {
        assertThat(ask("http", "/endless")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/silent", "/endless"})
    void givesUpARequestThatHangs(String path) {
        HttpProbe probe = new HttpProbe(Optional.empty(), Duration.ofSeconds(1));

        assertThat(probe.ask(condition("http", path, "body", "well"), HOST, port()))
                .isEqualTo("no answer within 1 s");
    }

    @Test
    void saysThatNothingListens() {
        server.stop(0);

        assertThat(ask("http", "/")).isEqualTo("connection refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.invalid", "no_ne.invalid"})
    void saysThatANameCannotBeResolved(String host) {
        assertThat(new HttpProbe(Optional.empty()).ask(condition("http", "/"), host, port()))
                .isEqualTo("the name '" + host + "' cannot be resolved");
    }

    /** As the engine's proxy does, while the service does not listen. */
    @Test
    void saysThatTheConnectionWasClosed() throws IOException {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            threads.execute(() -> closeEachConnectionOf(proxy));

            assertThat(new HttpProbe(Optional.empty()).ask(condition("http", "/"), HOST, proxy.getLocalPort()))
                    .isEqualTo("connection closed without an answer");
        }
    }

    @Test
    void saysThatItIsNoHttps() {
        assertThat(ask("http", "/", "scheme", "https")).startsWith("TLS: ");
    }

    @Test
    void trustsTheEnvironmentsCertificatesWhereThereAreSome(@TempDir Path directory) throws Exception {
        CertificateFiles own = certificates(directory.resolve("own"));
        CertificateFiles others = certificates(directory.resolve("others"));
        Condition.Http condition = condition("http", "/", "scheme", "https");
        try (TestServer https = new TestServer(own)) {
            assertThat(new HttpProbe(Optional.of(own)).ask(condition, HOST, https.port()))
                    .isEmpty();
            assertThat(new HttpProbe(Optional.of(others)).ask(condition, HOST, https.port()))
                    .startsWith("TLS: ");
            assertThat(new HttpProbe(Optional.empty()).ask(condition, HOST, https.port()))
                    .startsWith("TLS: ")
                    .contains("unable to find valid certification path");
        }
    }

    /** As that of an engine's machine, which up puts into the certificate; other systems have no second loopback address. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void reachesAnAddressByHttpsThatTheCertificateHas(@TempDir Path directory) throws Exception {
        String host = "127.0.0.2";
        Condition.Http condition = condition("http", "/", "scheme", "https");

        CertificateFiles without = certificates(directory);
        try (TestServer https = new TestServer(without, InetAddress.getByName(host))) {
            assertThat(new HttpProbe(Optional.of(without)).ask(condition, host, https.port()))
                    .startsWith("TLS: ")
                    .contains(host);
        }
        CertificateFiles with = Certificates.ensure(directory, "esb-a", List.of("web", host), Clock.systemUTC());
        try (TestServer https = new TestServer(with, InetAddress.getByName(host))) {
            assertThat(new HttpProbe(Optional.of(with)).ask(condition, host, https.port()))
                    .isEmpty();
        }
    }

    /** The client tries it again some times. */
    private static void closeEachConnectionOf(ServerSocket proxy) {
        try {
            while (true) {
                proxy.accept().close();
            }
        } catch (IOException e) {
            // The test has ended.
        }
    }

    private static CertificateFiles certificates(Path directory) throws IOException {
        return Certificates.ensure(directory, "esb-a", List.of("web"), Clock.systemUTC());
    }

    private String ask(String... texts) {
        return new HttpProbe(Optional.empty()).ask(condition(texts), HOST, port());
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private static Condition.Http condition(String... texts) {
        Map<String, String> wait = texts.length > 2
                ? Map.of("service", "web", texts[0], texts[1], texts[2], texts[3])
                : Map.of("service", "web", texts[0], texts[1]);
        return (Condition.Http) PomWaits.read(List.of(wait)).get(0).condition();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
