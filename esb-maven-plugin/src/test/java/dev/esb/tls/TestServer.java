package dev.esb.tls;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A real HTTPS server with the certificate from a directory, and clients of it. */
public final class TestServer implements AutoCloseable {

    private final HttpsServer server;

    public TestServer(CertificateFiles files) throws IOException, GeneralSecurityException {
        this(files, InetAddress.getLoopbackAddress());
    }

    public TestServer(CertificateFiles files, InetAddress address) throws IOException, GeneralSecurityException {
        char[] password = "any".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "server",
                Pem.key(Files.readString(files.serverKey())),
                password,
                Pem.certificates(Files.readString(files.serverCertificate())).toArray(Certificate[]::new));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(address, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Shakes hands as a client that trusts what is in the trust store and checks the host name. */
    X509Certificate connect(CertificateFiles trusted, String host) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(
                trusted.trustStore().toFile(), CertificateFiles.TRUST_STORE_PASSWORD.toCharArray());
        return connect(store, host);
    }

    /** Shakes hands as a client that trusts the authorities of the store, null for those every JVM trusts. */
    X509Certificate connect(KeyStore trusted, String host) throws IOException, GeneralSecurityException {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port());
                SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
