package dev.esb.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class GatewayIT {
    private static final String PORT = "gateway.https";

    @Test
    void answersOverHttps() throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(Environment.https(PORT, "/health")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void invokesAFunction() throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(Environment.https(PORT, "/invoke/echo/orders?id=7"))
                .POST(BodyPublishers.ofString("hello")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains(
                        "\"function\":\"echo\"",
                        "\"method\":\"POST\"",
                        "\"path\":\"/orders\"",
                        "\"query\":\"id=7\"",
                        "\"body\":\"hello\"");
    }

    @Test
    void doesNotKnowAFunctionThatWasNotPushed() throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(Environment.https(PORT, "/invoke/nothing")));

        assertThat(response.statusCode()).isEqualTo(404);
    }

    @Test
    void isTrustedByNobodyWithoutTheEnvironmentsTrustStore() throws Exception {
        // Of a handshake that fails, an HttpClient may only say that the connection is closed.
        try (SSLSocket connection =
                (SSLSocket) SSLSocketFactory.getDefault().createSocket(Environment.HOST, Environment.port(PORT))) {
            assertThatThrownBy(connection::startHandshake)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("unable to find valid certification path");
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return Environment.httpClient().send(request.build(), BodyHandlers.ofString());
    }
}
