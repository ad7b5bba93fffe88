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

/** The cryptography behind a certificate, all of it from the providers of the running JVM. */
final class Signing {

    /** The most that fits into the 20 bytes X.509 allows for a positive number. */
    private static final int SERIAL_NUMBER_BITS = 159;

    private Signing() {}

    static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(KeyedCertificate.KEY_ALGORITHM);
        generator.initialize(new ECGenParameterSpec(KeyedCertificate.CURVE));
        return generator.generateKeyPair();
    }

    /** Random, for browsers refuse two certificates of one issuer with the same number. */
    static BigInteger newSerialNumber() {
        // The top bit is set so that no number comes out short, or as the forbidden zero.
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
