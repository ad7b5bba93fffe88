package dev.esb.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

/** The trust store for Java clients: one trusted certificate in PKCS#12. */
final class TrustStore {

    private static final String ALIAS = "esb-ca";
    private static final char[] PASSWORD = CertificateFiles.TRUST_STORE_PASSWORD.toCharArray();

    private TrustStore() {}

    static byte[] of(X509Certificate authority) throws GeneralSecurityException, IOException {
        // Java's own key store adds an attribute to trusted certificates, without which Java does not trust a
        // certificate in
        // a PKCS#12 file. Bouncy Castle's key store does not.
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(ALIAS, authority);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, PASSWORD);
        return bytes.toByteArray();
    }

    static boolean trusts(byte[] content, X509Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore store = read(content);
        return store.isCertificateEntry(ALIAS) && authority.equals(store.getCertificate(ALIAS));
    }

    static KeyStore read(byte[] content) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(content), PASSWORD);
        return store;
    }
}
