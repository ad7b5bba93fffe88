package dev.esb.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/**
 * Creates certificate authorities, and issues their server certificates.
 *
 * <p>Only this class and {@link Signing} use Bouncy Castle. To load its first class takes a noticeable time, because the JVM then verifies
 * its large signed archive; a build that reuses certificates does not load it.
 */
final class CertificateAuthority {

    private CertificateAuthority() {}

    static KeyedCertificate create(X500Principal subject, Instant now) throws GeneralSecurityException, IOException {
        KeyPair keys = Signing.newKeys();
        Validity validity = Validity.ofAuthority(now);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                        subject,
                        Signing.newSerialNumber(),
                        validity.notBeforeDate(),
                        validity.notAfterDate(),
                        subject,
                        keys.getPublic())
                // Path length 0: it may issue certificates for servers, not for other authorities (RFC 5280, 4.2.1.9).
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        return new KeyedCertificate(keys.getPrivate(), Signing.sign(builder, keys.getPrivate()));
    }

    static KeyedCertificate issue(KeyedCertificate authority, X500Principal subject, Set<HostName> names, Instant now)
            throws GeneralSecurityException, IOException {
        KeyPair keys = Signing.newKeys();
        X509Certificate issuer = authority.certificate();
        Validity validity = Validity.ofServer(now, issuer);
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        GeneralName[] alternatives =
                names.stream().map(CertificateAuthority::toGeneralName).toArray(GeneralName[]::new);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                        issuer,
                        Signing.newSerialNumber(),
                        validity.notBeforeDate(),
                        validity.notAfterDate(),
                        subject,
                        keys.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives))
                .addExtension(
                        Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(keys.getPublic()))
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        identifiers.createAuthorityKeyIdentifier(issuer.getPublicKey()));
        return new KeyedCertificate(keys.getPrivate(), Signing.sign(builder, authority.key()));
    }

    private static GeneralName toGeneralName(HostName name) {
        return name.address() == null
                ? new GeneralName(GeneralName.dNSName, name.text())
                : new GeneralName(
                        GeneralName.iPAddress, new DEROctetString(name.address().getAddress()));
    }
}
