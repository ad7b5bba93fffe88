package dev.esb.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

/** The period in which a certificate is valid. */
record Validity(Instant notBefore, Instant notAfter) {

    /** Certificates begin this long before now, because clocks of virtual machines may be behind the host's clock. */
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    /**
     * Clients do not limit the validity of an authority. But a user may add this one to a browser, and its key is in a file on the disk,
     * so it ends after two years and a quarter: enough for two server certificates in a row.
     */
    private static final Duration AUTHORITY = Duration.ofDays(825);

    /**
     * 13 months, which is longer than an environment stays up. Apple's platforms refuse server certificates of more than 825 days, including
     * those from authorities that the user added (<a href="https://support.apple.com/en-us/103769">Requirements for trusted certificates in
     * iOS 13 and macOS 10.15</a>).
     */
    private static final Duration SERVER = Duration.ofDays(397);

    /** A certificate with less time left is replaced: an environment may stay up for weeks with the certificate that it started with. */
    private static final Duration LEAST_LEFT = Duration.ofDays(30);

    static Validity ofAuthority(Instant now) {
        return from(now, AUTHORITY);
    }

    /** Ends with the authority at the latest, because clients refuse a certificate whose issuer has expired. */
    static Validity ofServer(Instant now, X509Certificate authority) {
        Validity full = from(now, SERVER);
        Instant end = authority.getNotAfter().toInstant();
        return full.notAfter.isAfter(end) ? new Validity(full.notBefore, end) : full;
    }

    static boolean isGood(X509Certificate certificate, Instant now) {
        return !certificate.getNotBefore().toInstant().isAfter(now)
                && !certificate.getNotAfter().toInstant().isBefore(now.plus(LEAST_LEFT));
    }

    private static Validity from(Instant now, Duration length) {
        // Times in certificates have no fractions of a second (RFC 5280, 4.1.2.5).
        Instant start = now.truncatedTo(ChronoUnit.SECONDS).minus(CLOCK_SKEW);
        return new Validity(start, start.plus(length));
    }

    Date notBeforeDate() {
        return Date.from(notBefore);
    }

    Date notAfterDate() {
        return Date.from(notAfter);
    }
}
