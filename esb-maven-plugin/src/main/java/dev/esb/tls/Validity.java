package dev.esb.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

/** The time a certificate is good for. */
record Validity(Instant notBefore, Instant notAfter) {

    /** Containers and virtual machines may lag behind the host's clock. */
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    /**
     * No client limits an authority's life, but people may put this one into their browser while its key lies on a
     * disk. So it ends after a bit more than two years, with room for two server certificates in a row.
     */
    private static final Duration AUTHORITY = Duration.ofDays(825);

    /**
     * 13 months: well below the 825 days beyond which Apple's platforms refuse a server certificate from any authority,
     * their own users' included, and more than any environment stays up.
     */
    private static final Duration SERVER = Duration.ofDays(397);

    /** An environment may stay up for weeks on the certificate it was started with. */
    private static final Duration LEAST_LEFT = Duration.ofDays(30);

    static Validity ofAuthority(Instant now) {
        return from(now, AUTHORITY);
    }

    /** Ends with the authority at the latest: what outlives its issuer is not valid either. */
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
        // Certificates know no fractions of a second.
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
