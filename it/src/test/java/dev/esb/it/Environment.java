package dev.esb.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Where this build's environment is, as the plugin tells it to the tests. */
final class Environment {
    static final String NAME = property("esb.env");
    static final String PROJECT = property("esb.project");
    static final String HOST = property("esb.host");

    private Environment() {}

    /** The port of this machine behind which a service listens. */
    static int port(String name) {
        return Integer.parseInt(property("esb.port." + name));
    }

    static URI https(String port, String path) {
        return URI.create("https://%s:%d%s".formatted(HOST, port(port), path));
    }

    /** A client that trusts the certificates of this environment, and no others. */
    static HttpClient httpClient() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(Path.of(property("esb.certs.trustStore")))) {
            store.load(file, property("esb.certs.trustStorePassword").toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("The system property " + name
                    + " is not set: run the tests with 'mvn verify', which starts the stack");
        }
        return value;
    }
}
