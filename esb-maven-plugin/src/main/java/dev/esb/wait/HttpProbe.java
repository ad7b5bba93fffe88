package dev.esb.wait;

import dev.esb.CancelledException;
import dev.esb.environment.HostAddress;
import dev.esb.tls.CertificateFiles;
import dev.esb.tls.ClientTrust;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Asks services over HTTP. The client is made for the first request, because its classes take long to load. */
final class HttpProbe {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** Of a body, in bytes. */
    private static final int LONGEST_BODY = 1 << 20;

    private final Optional<CertificateFiles> certificates;
    private final Duration longest;
    private HttpClient client;

    /** @param certificates those of the environment, and no others, are trusted then; empty for what the JVM trusts */
    HttpProbe(Optional<CertificateFiles> certificates) {
        this(certificates, ANSWER);
    }

    /** @param longest how long a request may take, from the connection to the end of the body */
    HttpProbe(Optional<CertificateFiles> certificates, Duration longest) {
        this.certificates = certificates;
        this.longest = longest;
    }

    /**
     * Sends a request, follows no redirect, and waits for the answer.
     *
     * @return what was seen in place of the answer that the condition asks for; empty for that answer
     */
    String ask(Condition.Http condition, String host, int port) {
        URI uri = uri(condition, host, port);
        if (uri.getHost() == null) {
            // A name with an underscore, which no URI can have; the environment's certificate has its address, too.
            try {
                uri = uri(condition, InetAddress.getByName(host).getHostAddress(), port);
            } catch (UnknownHostException e) {
                return unknown(host);
            }
        }
        return ask(condition, uri);
    }

    private static URI uri(Condition.Http condition, String host, int port) {
        return URI.create("%s://%s%s"
                .formatted(condition.scheme(), HostAddress.withPort(host, String.valueOf(port)), condition.path()));
    }

    private static String unknown(String host) {
        return "the name '%s' cannot be resolved".formatted(host);
    }

    private String ask(Condition.Http condition, URI uri) {
        CompletableFuture<HttpResponse<byte[]>> answer = client().sendAsync(
                        HttpRequest.newBuilder(uri).build(),
                        head -> new BodyStart(isRead(condition, head.statusCode()) ? LONGEST_BODY : 0));
        try {
            return seen(condition, answer.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return "no answer within %s s".formatted(longest.toSeconds());
        } catch (ExecutionException e) {
            return problem(e.getCause(), uri.getHost());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancelledException("while " + uri + " was asked");
        }
    }

    private static boolean isRead(Condition.Http condition, int status) {
        return condition.body().isPresent() && condition.status().contain(status);
    }

    private static String seen(Condition.Http condition, HttpResponse<byte[]> answer) {
        if (!condition.status().contain(answer.statusCode())) {
            return "status %s".formatted(answer.statusCode());
        }
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        return condition
                .body()
                .filter(pattern -> !pattern.matcher(body).find())
                .map(pattern -> "status %s without '%s' in the body".formatted(answer.statusCode(), pattern))
                .orElse("");
    }

    private static String problem(Throwable cause, String host) {
        if (cause instanceof HttpConnectTimeoutException) {
            return "no connection within %s s".formatted(CONNECT.toSeconds());
        }
        // How deep it lies depends on the version of Java.
        if (Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                .anyMatch(UnresolvedAddressException.class::isInstance)) {
            return unknown(host);
        }
        if (cause instanceof ConnectException) {
            return "connection refused";
        }
        if (cause instanceof SSLException) {
            return "TLS: " + cause.getMessage();
        }
        // The engine's proxy accepts a connection before the service listens, and closes it then.
        return cause instanceof IOException ? "connection closed without an answer" : cause.toString();
    }

    private synchronized HttpClient client() {
        if (client == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    // Not the proxy of Maven's process: the port is on the engine's host.
                    .proxy(HttpClient.Builder.NO_PROXY);
            certificates.map(ClientTrust::of).ifPresent(builder::sslContext);
            client = builder.build();
        }
        return client;
    }
}
