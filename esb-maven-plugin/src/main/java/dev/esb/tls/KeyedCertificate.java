package dev.esb.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/** A certificate and its private key. */
record KeyedCertificate(PrivateKey key, X509Certificate certificate) {

    /**
     * Elliptic curve keys on P-256. One is generated in milliseconds, an RSA key of similar strength in a good part of a second. OpenSSL,
     * Go, Java and all browsers support them.
     */
    static final String KEY_ALGORITHM = "EC";

    static final String CURVE = "secp256r1";
    static final String SIGNATURE_ALGORITHM = "SHA256withECDSA";

    /** Whether the key is the one of the certificate: signs with the one and verifies with the other. */
    boolean isPair() throws GeneralSecurityException {
        byte[] probe = certificate.getTBSCertificate();
        Signature signature = Signature.getInstance(SIGNATURE_ALGORITHM);
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(probe);
        return signature.verify(signed);
    }
}
