package dev.esb.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/** A certificate and the private key to it. */
record KeyedCertificate(PrivateKey key, X509Certificate certificate) {

    /**
     * Elliptic curve keys on P-256: made in no time, where an RSA key of like strength takes a good part of a second,
     * and understood by all of OpenSSL, Go, Java and the browsers.
     */
    static final String KEY_ALGORITHM = "EC";

    static final String CURVE = "secp256r1";
    static final String SIGNATURE_ALGORITHM = "SHA256withECDSA";

    /** Whether the two belong together. */
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
