package dev.esb.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The six files of an environment's certificates: checks existing ones and writes new ones.
 *
 * <p>Each file is replaced as a whole, but six files cannot be replaced in one step. A process that is killed between two of them leaves
 * files that do not belong together, so the checks compare the files with each other.
 *
 * <p>Parsers throw exceptions of many types for damaged files. The checks report none of them: the caller then writes new files, and an
 * error that also prevents this, such as a full disk, is reported by the write.
 */
record CertificateSet(PrivateDirectory files) {

    /** The authority in the directory; empty if it is absent, damaged or incomplete, or has less than 30 days left. */
    Optional<KeyedCertificate> usableAuthority(Instant now) {
        try {
            List<X509Certificate> certificates = Pem.certificates(read(CertificateFiles.CA));
            KeyedCertificate found =
                    new KeyedCertificate(Pem.key(readSecret(CertificateFiles.CA_KEY)), certificates.get(0));
            boolean usable = certificates.size() == 1
                    && found.isPair()
                    && found.certificate().getBasicConstraints() >= 0
                    && Validity.isGood(found.certificate(), now);
            return usable ? Optional.of(found) : Optional.empty();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Whether all files for a server and its clients are there, issued by this authority for at least these names. */
    boolean isComplete(KeyedCertificate authority, Set<HostName> names, Instant now) {
        try {
            X509Certificate issuer = authority.certificate();
            String chain = read(CertificateFiles.SERVER_CERTIFICATE);
            String key = readSecret(CertificateFiles.SERVER_KEY);
            List<X509Certificate> certificates = Pem.certificates(chain);
            KeyedCertificate server = new KeyedCertificate(Pem.key(key), certificates.get(0));
            server.certificate().verify(issuer.getPublicKey());
            return certificates.equals(List.of(server.certificate(), issuer))
                    && server.isPair()
                    && Validity.isGood(server.certificate(), now)
                    && namesOf(server.certificate()).containsAll(names)
                    && readSecret(CertificateFiles.SERVER_PEM).equals(key + chain)
                    && TrustStore.trusts(files.read(CertificateFiles.TRUST_STORE), issuer);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    void writeAuthority(KeyedCertificate authority) throws IOException, GeneralSecurityException {
        files.writeSecret(CertificateFiles.CA_KEY, bytes(Pem.of(authority.key())));
        files.write(CertificateFiles.CA, bytes(Pem.of(authority.certificate())));
    }

    void writeServer(KeyedCertificate server, KeyedCertificate authority) throws IOException, GeneralSecurityException {
        X509Certificate issuer = authority.certificate();
        String key = Pem.of(server.key());
        String chain = Pem.of(server.certificate(), issuer);
        files.write(CertificateFiles.TRUST_STORE, TrustStore.of(issuer));
        files.writeSecret(CertificateFiles.SERVER_KEY, bytes(key));
        files.write(CertificateFiles.SERVER_CERTIFICATE, bytes(chain));
        files.writeSecret(CertificateFiles.SERVER_PEM, bytes(key + chain));
    }

    private static Set<HostName> namesOf(X509Certificate certificate) throws GeneralSecurityException {
        Set<HostName> names = new HashSet<>();
        for (List<?> typeAndValue : certificate.getSubjectAlternativeNames()) {
            names.add(HostName.parse((String) typeAndValue.get(1)));
        }
        return names;
    }

    private String read(String name) throws IOException {
        return new String(files.read(name), StandardCharsets.US_ASCII);
    }

    private String readSecret(String name) throws IOException {
        return new String(files.readSecret(name), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
