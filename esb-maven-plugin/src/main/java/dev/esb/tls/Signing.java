package dev.esb.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys, serial numbers and signatures, with the cryptographic providers of the running JVM. */
final class Signing {

    /** The largest positive number in 20 bytes, the limit for serial numbers (RFC 5280, 4.1.2.2). */
    private static final int SERIAL_NUMBER_BITS = 159;

    private Signing() {}

    static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(KeyedCertificate.KEY_ALGORITHM);
        generator.initialize(new ECGenParameterSpec(KeyedCertificate.CURVE));
        return generator.generateKeyPair();
    }

    /** A random number: browsers refuse two certificates of one issuer with the same one. */
    static BigInteger newSerialNumber() {
        // The top bit is set so that all have the same length, and none is zero, which RFC 5280 forbids.
        return new BigInteger(SERIAL_NUMBER_BITS, new SecureRandom()).setBit(SERIAL_NUMBER_BITS - 1);
    }

    static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey issuer) throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder(KeyedCertificate.SIGNATURE_ALGORITHM).build(issuer)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e.getMessage(), e);
        }
    }
}
