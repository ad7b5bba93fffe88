import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** The one place where port numbers are written in a test: in the environment "default" they are those of the file. */
class DefaultEnvironmentIT {

    @Test
    void publishesThePortsOfTheFile() {
        assertEquals("443", System.getProperty("esb.port.gateway.https"));
        assertEquals("5010", System.getProperty("esb.port.registry"));
        assertEquals("50051", System.getProperty("esb.port.agent.grpc"));
        assertEquals("8001", System.getProperty("esb.port.database"));
    }

    @Test
    void publishesThemOnEveryAddressAsComposeDoes() throws Exception {
        assertTrue(docker("port", "esb-default-gateway-1", "443/tcp").contains("0.0.0.0:443"));
    }

    @Test
    void hasTheSubnetsOfTheFile() throws Exception {
        String subnets = "{{range .IPAM.Config}}{{.Subnet}}{{end}}";

        assertEquals("172.50.0.0/16", docker("network", "inspect", "-f", subnets, "esb-default_esb_net"));
        assertEquals("172.20.0.0/16", docker("network", "inspect", "-f", subnets, "esb-default_runtime_net"));
    }

    @Test
    void namesContainersAsComposeDoes() throws Exception {
        for (String service : new String[] {"gateway", "registry", "runtime-node", "database"}) {
            assertEquals("true", docker("inspect", "-f", "{{.State.Running}}", "esb-default-" + service + "-1"));
        }
    }

    @Test
    void answersOnTheStandardPortOfHttps() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(Path.of(System.getProperty("esb.certs.trustStore")))) {
            store.load(file, System.getProperty("esb.certs.trustStorePassword").toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);

        URL echo = new URL("https://" + System.getProperty("esb.host") + "/invoke/echo");
        HttpsURLConnection connection = (HttpsURLConnection) echo.openConnection();
        connection.setSSLSocketFactory(context.getSocketFactory());

        assertEquals(200, connection.getResponseCode());
    }

    private static String docker(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "docker";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    }
}
