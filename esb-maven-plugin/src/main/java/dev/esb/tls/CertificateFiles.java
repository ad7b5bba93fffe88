package dev.esb.tls;

import java.nio.file.Path;

/**
 * Where the certificates of one environment are.
 *
 * @param directory the directory that holds all the files, an absolute path
 * @param created true when at least the server certificate was written by this call, so that a running server has to
 *     be told; false when everything was there already and nothing was touched
 */
public record CertificateFiles(Path directory, boolean created) {

    /** The password of {@link #trustStore()}. It guards no secret, and is the one Java tools try first. */
    public static final String TRUST_STORE_PASSWORD = "changeit";

    static final String CA = "ca.crt";
    static final String CA_KEY = "ca.key";
    static final String SERVER_CERTIFICATE = "server.crt";
    static final String SERVER_KEY = "server.key";
    static final String SERVER_PEM = "server.pem";
    static final String TRUST_STORE = "trust.p12";

    /** The certificate authority's certificate, PEM: what a client has to trust. */
    public Path ca() {
        return directory.resolve(CA);
    }

    /** The server's certificate followed by the authority's, PEM. */
    public Path serverCertificate() {
        return directory.resolve(SERVER_CERTIFICATE);
    }

    /** The server's private key, PKCS#8 in PEM, not encrypted. */
    public Path serverKey() {
        return directory.resolve(SERVER_KEY);
    }

    /** The contents of {@link #serverKey()} and {@link #serverCertificate()} in one file, as HAProxy reads them. */
    public Path serverPem() {
        return directory.resolve(SERVER_PEM);
    }

    /**
     * A PKCS#12 trust store with the authority as its only entry, for {@code -Djavax.net.ssl.trustStore}. Its password
     * is {@link #TRUST_STORE_PASSWORD}.
     */
    public Path trustStore() {
        return directory.resolve(TRUST_STORE);
    }
}
