package dev.esb.tls;

import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * The subjects of the two certificates.
 *
 * <p>Only the authority's has an organisation. It tells people who look through their trusted authorities where this
 * one is from, and keeps the two subjects apart under any name: a certificate whose subject equals its issuer passes
 * for self-signed.
 */
record DistinguishedNames(X500Principal authority, X500Principal server) {

    /** The most characters X.509 allows in a common name; OpenSSL holds to it. */
    private static final int LONGEST_COMMON_NAME = 64;

    static DistinguishedNames of(String commonName) {
        if (commonName.isBlank()) {
            throw new IllegalArgumentException("The common name of a certificate must not be blank");
        }
        return new DistinguishedNames(
                new X500Principal("CN=" + cutAndEscaped("ESB CA " + commonName) + ",O=ESB test environments"),
                new X500Principal("CN=" + cutAndEscaped(commonName)));
    }

    private static String cutAndEscaped(String name) {
        // Counted in code points, so that no character is cut in half.
        boolean fits = name.codePointCount(0, name.length()) <= LONGEST_COMMON_NAME;
        return Rdn.escapeValue(fits ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST_COMMON_NAME)));
    }
}
