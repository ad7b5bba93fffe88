package dev.esb.tls;

import java.nio.file.Path;

/**
 * The paths of the certificates and keys of one environment.
 *
 * @param directory the directory that holds all the files, an absolute path
 * @param created true when {@link Certificates#ensure} wrote at least a new server certificate, so that a running server has to load it;
 *     false when it kept all files as they were
 */
public record CertificateFiles(Path directory, boolean created) {

    /** The password of {@link #trustStore()}, which holds no secret: the default password of Java's own trust store. */
    public static final String TRUST_STORE_PASSWORD = "changeit";

    static final String CA = "ca.crt";
    static final String CA_KEY = "ca.key";
    static final String SERVER_CERTIFICATE = "server.crt";
    static final String SERVER_KEY = "server.key";
    static final String SERVER_PEM = "server.pem";
    static final String TRUST_STORE = "trust.p12";

    /** The certificate of the authority, in PEM, which clients have to trust. */
    public Path ca() {
        return directory.resolve(CA);
    }

    /** The server's certificate followed by the authority's, in PEM. */
    Path serverCertificate() {
        return directory.resolve(SERVER_CERTIFICATE);
    }

    /** The server's private key, PKCS#8 in PEM, not encrypted. */
    Path serverKey() {
        return directory.resolve(SERVER_KEY);
    }

    /** The contents of {@link #serverKey()} and {@link #serverCertificate()} in one file, as HAProxy reads them. */
    Path serverPem() {
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
