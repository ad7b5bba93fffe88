package dev.esb.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** Provides the certificates of one environment. */
public final class Certificates {

    private Certificates() {}

    /**
     * Makes sure that a directory holds a certificate authority and a server certificate for the given names.
     *
     * <p>Existing files are kept if they are complete, are valid for at least 30 more days and cover all the names. Otherwise a new server
     * certificate for exactly these names is written. The authority in the directory issues it, if that is usable, so that clients which
     * trust this authority accept the new certificate. A new authority replaces one that is damaged or has less than 30 days left.
     *
     * <p>The caller makes sure that no other thread or process does this for the same directory at the same time; for an
     * environment's certificates, it holds {@link dev.esb.environment.EnvironmentLock}.
     *
     * @param directory created when absent, with its parents; on POSIX file systems only its owner may enter it (0700)
     * @param commonName the common name in the certificates, such as the environment's Compose project; cut to 64 characters, the limit of
     *     X.509. A server certificate that is otherwise good is not replaced because of another common name
     * @param hostNames DNS names and IP addresses under which clients reach the server; {@code localhost}, {@code 127.0.0.1} and
     *     {@code ::1} are always covered and need not be given
     * @param clock the current time, from which the validity of the certificates is counted
     * @throws IllegalArgumentException when the common name is blank, or a host name can be neither a DNS name nor an
     *     IP address
     * @throws IOException when the directory is a symbolic link or not a directory, when it cannot be read or written,
     *     or when this JVM cannot make the keys
     */
    public static CertificateFiles ensure(Path directory, String commonName, Collection<String> hostNames, Clock clock)
            throws IOException {
        DistinguishedNames subjects = DistinguishedNames.of(commonName);
        Set<HostName> names = HostName.withLocalhost(hostNames);
        PrivateDirectory files = PrivateDirectory.open(directory);
        return ensure(files, subjects, names, clock.instant());
    }

    private static CertificateFiles ensure(
            PrivateDirectory files, DistinguishedNames subjects, Set<HostName> names, Instant now) throws IOException {
        CertificateSet set = new CertificateSet(files);
        KeyedCertificate kept = set.usableAuthority(now).orElse(null);
        if (kept != null && set.isComplete(kept, names, now)) {
            return new CertificateFiles(files.path(), false);
        }
        try {
            KeyedCertificate authority = kept;
            if (authority == null) {
                authority = CertificateAuthority.create(subjects.authority(), now);
                set.writeAuthority(authority);
            }
            set.writeServer(CertificateAuthority.issue(authority, subjects.server(), names, now), authority);
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot make certificates in " + files.path() + ": " + e.getMessage(), e);
        }
        return new CertificateFiles(files.path(), true);
    }
}
