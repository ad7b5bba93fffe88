package dev.esb.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys and certificates as text (RFC 7468). */
final class Pem {

    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String KEY_END = "\n-----END PRIVATE KEY-----\n";
    private static final String CERTIFICATE_BEGIN = "-----BEGIN CERTIFICATE-----\n";
    private static final String CERTIFICATE_END = "\n-----END CERTIFICATE-----\n";

    private static final int LINE_LENGTH = 64;

    private Pem() {}

    static String of(PrivateKey key) {
        return KEY_BEGIN + base64(key.getEncoded()) + KEY_END;
    }

    static String of(X509Certificate... certificates) throws CertificateException {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append(CERTIFICATE_BEGIN)
                    .append(base64(certificate.getEncoded()))
                    .append(CERTIFICATE_END);
        }
        return text.toString();
    }

    /** Reads the text of {@link #of(PrivateKey)}; refuses any other form of a key. */
    static PrivateKey key(String text) throws GeneralSecurityException {
        if (!text.startsWith(KEY_BEGIN) || !text.endsWith(KEY_END)) {
            throw new InvalidKeySpecException("Not a private key in PEM");
        }
        String body = text.substring(KEY_BEGIN.length(), text.length() - KEY_END.length());
        byte[] encoded = Base64.getMimeDecoder().decode(body);
        return KeyFactory.getInstance(KeyedCertificate.KEY_ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    static List<X509Certificate> certificates(String text) throws CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))) {
            certificates.add((X509Certificate) certificate);
        }
        return certificates;
    }

    private static String base64(byte[] encoded) {
        return Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(encoded);
    }
}
