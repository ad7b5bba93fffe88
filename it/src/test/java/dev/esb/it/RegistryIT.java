package dev.esb.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.esb.junit.Environment;
import dev.esb.junit.EsbEnvironment;
import dev.esb.junit.EsbUrl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RegistryIT {
    @EsbEnvironment
    private Environment environment;

    @EsbUrl(service = "registry", scheme = "https")
    private URI registry;

    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    /** What the docker command says to a registry: https://distribution.github.io/distribution/spec/api/ */
    @Test
    void keepsAnImageThatIsPushedByHand() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(environment.sslContext()).build();
        byte[] config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
                .getBytes(UTF_8);
        byte[] manifest =
                """
                {"schemaVersion":2,"mediaType":"%s","layers":[],
                 "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d}}
                """.formatted(MANIFEST_TYPE, digest(config), config.length).getBytes(UTF_8);

        URI blob = upload(client, config);
        HttpResponse<String> pushed = client.send(
                HttpRequest.newBuilder(manifestUri())
                        .header("Content-Type", MANIFEST_TYPE)
                        .PUT(BodyPublishers.ofByteArray(manifest))
                        .build(),
                BodyHandlers.ofString());
        HttpResponse<byte[]> pulledManifest = client.send(
                HttpRequest.newBuilder(manifestUri())
                        .header("Accept", MANIFEST_TYPE)
                        .build(),
                BodyHandlers.ofByteArray());
        HttpResponse<byte[]> pulledBlob =
                client.send(HttpRequest.newBuilder(blob).build(), BodyHandlers.ofByteArray());

        assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(201);
        assertThat(pulledManifest.body()).isEqualTo(manifest);
        assertThat(pulledBlob.body()).isEqualTo(config);
    }

    /** The engine pushes, and not the docker command: what counts is how the engine reaches the port. */
    @Test
    void exchangesImagesWithTheDockerCommand() throws Exception {
        String published = Docker.run("port", environment.project() + "-registry-1", "5010/tcp")
                .lines()
                .findFirst()
                .orElseThrow();
        assumeThat(published)
                .as("an address on which the engine accepts a registry's own certificate")
                .matches("(127\\..*|0\\.0\\.0\\.0|\\[::1?]):[0-9]+");
        String image = "127.0.0.1:%d/hello:%s".formatted(registry.getPort(), environment.name());
        try {
            Docker.importEmptyImage(image, environment.name());
            String pushed = Docker.run("push", image);
            Docker.run("rmi", image);
            String pulled = Docker.run("pull", image);

            assertThat(pushed).contains(environment.name() + ": digest: sha256:");
            assertThat(pulled).contains("Downloaded newer image for " + image);
        } finally {
            Docker.run("rmi", "--force", image);
        }
    }

    private URI upload(HttpClient client, byte[] content) throws Exception {
        HttpResponse<Void> session = client.send(
                HttpRequest.newBuilder(registry.resolve("/v2/by-hand/blobs/uploads/"))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
        assertThat(session.statusCode()).isEqualTo(202);
        String location = session.headers().firstValue("Location").orElseThrow();
        URI upload =
                session.uri().resolve(location + (location.contains("?") ? "&" : "?") + "digest=" + digest(content));
        HttpResponse<String> stored = client.send(
                HttpRequest.newBuilder(upload)
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofByteArray(content))
                        .build(),
                BodyHandlers.ofString());
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        return registry.resolve("/v2/by-hand/blobs/" + digest(content));
    }

    private URI manifestUri() {
        return registry.resolve("/v2/by-hand/manifests/" + environment.name());
    }

    private static String digest(byte[] content) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
