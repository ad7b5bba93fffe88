package dev.esb.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.junit.Environment;
import dev.esb.junit.EsbEnvironment;
import dev.esb.junit.EsbUrl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class GatewayIT {
    @EsbEnvironment
    private Environment environment;

    @EsbUrl(service = "gateway")
    private URI gateway;

    @Test
    void answersOverHttps() throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(gateway.resolve("/health")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void invokesAFunction() throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(gateway.resolve("/invoke/echo/orders?id=7"))
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
        HttpResponse<String> response = send(HttpRequest.newBuilder(gateway.resolve("/invoke/nothing")));

        assertThat(response.statusCode()).isEqualTo(404);
    }

    @Test
    void isTrustedByNobodyWithoutTheEnvironmentsTrustStore() throws Exception {
        // Of a handshake that fails, an HttpClient may only say that the connection is closed.
        try (SSLSocket connection =
                (SSLSocket) SSLSocketFactory.getDefault().createSocket(gateway.getHost(), gateway.getPort())) {
            assertThatThrownBy(connection::startHandshake)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("unable to find valid certification path");
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(environment.sslContext()).build();
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
