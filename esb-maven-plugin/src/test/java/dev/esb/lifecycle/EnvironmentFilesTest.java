package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.esb.EsbException;
import dev.esb.compose.Stack;
import dev.esb.docker.EngineIds;
import dev.esb.engine.Engine;
import dev.esb.engine.EnginePlace;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.MarkedDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentFilesTest {
    @TempDir
    private Path directory;

    private final ObjectNode model = JsonNodeFactory.instance.objectNode();
    private Directories environment;
    private Engine engine = Engine.local("engine");

    @BeforeEach
    void name() {
        environment = new Directories(
                directory.resolve("home/a"), directory.resolve("sockets/a"), directory.resolve("target/a"));
    }

    @Test
    void areADirectoryThatSaysWhatItIs() {
        mount("web", "/srv/www");

        EnvironmentFiles files = create();

        assertThat(MarkedDirectory.isOne(environment.config())).isTrue();
        assertThat(environment.sockets()).doesNotExist();
        assertThat(environment.certificates()).doesNotExist();
        assertThat(files.properties()).isEmpty();
    }

    @Test
    void areRefusedWhereAServiceCannotStandInACertificate() {
        String service = "a".repeat(64);
        mount(service, environment.certificates().toString());

        assertThatThrownBy(this::create)
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "The stack asks for certificates, which are made out to its services and to the engine's host:"
                                + " '" + service
                                + "' is neither a DNS name nor an IP address. Give the service another name, or another"
                                + " 'container_name'.");
    }

    @Test
    void areSocketsWhereTheStackMentionsTheirDirectory() {
        mount("web", environment.sockets().toString());

        create();

        assertThat(MarkedDirectory.isOne(environment.sockets())).isTrue();
        assertThat(environment.certificates()).doesNotExist();
    }

    @Test
    void areCertificatesWhereTheStackMentionsTheirDirectory() throws IOException, GeneralSecurityException {
        mount("web", environment.certificates().toString());

        Map<String, String> properties = create().properties();

        assertThat(Path.of(properties.get("esb.certs.ca")))
                .startsWith(environment.certificates())
                .isRegularFile();
        KeyStore trusted = KeyStore.getInstance(
                Path.of(properties.get("esb.certs.trustStore")).toFile(),
                properties.get("esb.certs.trustStorePassword").toCharArray());
        assertThat(trusted.size()).isEqualTo(1);
    }

    @Test
    void areCertificatesForEveryNameOfAService() throws IOException, GeneralSecurityException {
        mount("web", environment.certificates().toString());
        model.withObjectProperty("services").withObjectProperty("db").put("container_name", "shop-db");

        create();

        assertThat(hostNames()).contains("web", "db", "shop-db", "localhost");
    }

    /** Of a server that another engine's name stands in, tests would take no certificate. */
    @Test
    void areCertificatesForTheHostOfTheEngineToo() throws IOException, GeneralSecurityException {
        mount("web", environment.certificates().toString());
        create();
        byte[] before = Files.readAllBytes(environment.certificates().resolve("server.crt"));

        engine = new Engine(EngineIds.lasting("engine"), new EnginePlace.Elsewhere("192.168.7.9"));
        create();
        byte[] made = Files.readAllBytes(environment.certificates().resolve("server.crt"));
        create();

        assertThat(hostNames()).contains("web", "192.168.7.9");
        assertThat(made).isNotEqualTo(before);
        assertThat(environment.certificates().resolve("server.crt")).hasBinaryContent(made);
    }

    @Test
    void areRefusedWhereAnotherEngineHasAnEnvironmentOfThatName() throws IOException {
        MarkedDirectory.create(environment.config(), List.of("another engine"));

        assertThatThrownBy(this::create)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("belongs to an environment of the same name on another Docker engine");
    }

    @Test
    void cannotBeMadeWhereAFileIsInTheWay() throws IOException {
        Files.createDirectories(environment.config().getParent());
        Files.writeString(environment.config(), "a file");

        assertThatThrownBy(this::create)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("The files of the environment 'a' cannot be made in '%s' (esb.home)"
                        .formatted(environment.config()));
    }

    /** In JSON, each backslash of a path is written twice. */
    @ParameterizedTest
    @ValueSource(strings = {"C:\\esb\\a\\certs", "C:\\esb\\a\\certs/server.crt", "C:/esb/a/certs", "/c/esb/a/certs"})
    void areMentionedOnWindowsToo(String source) throws IOException {
        mount("web", source);
        Stack stack = new Stack(model, model, true);
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            assertThat(EnvironmentFiles.areMentioned(windows.getPath("C:\\esb\\a\\certs"), stack))
                    .isTrue();
            assertThat(EnvironmentFiles.areMentioned(windows.getPath("D:\\esb\\a\\certs"), stack))
                    .isFalse();
        }
    }

    private EnvironmentFiles create() {
        EnvironmentPlan plan = new EnvironmentPlan(EnvironmentKey.of("a", ""), 7, environment, List.of(), Map.of());
        EnvironmentFiles files = new EnvironmentFiles(plan, new Stack(model, model, true), engine);
        files.create();
        return files;
    }

    private void mount(String service, String source) {
        model.withObjectProperty("services")
                .withObjectProperty(service)
                .withArrayProperty("volumes")
                .addObject()
                .put("type", "bind")
                .put("source", source);
    }

    private List<String> hostNames() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(environment.certificates().resolve("server.crt"))) {
            X509Certificate server =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return server.getSubjectAlternativeNames().stream()
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        }
    }
}
