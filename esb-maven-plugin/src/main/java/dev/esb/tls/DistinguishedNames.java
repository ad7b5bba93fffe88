package dev.esb.tls;

import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * The subjects of the authority's and the server's certificate.
 *
 * <p>Only the authority's subject has an organisation. It shows a user who looks through a list of trusted authorities where this one is
 * from. It also makes the two subjects differ for any common name: software takes a certificate whose subject equals its issuer for
 * self-signed.
 */
record DistinguishedNames(X500Principal authority, X500Principal server) {

    /** In characters: ub-common-name of X.509 (RFC 5280, appendix A.1), which OpenSSL enforces. */
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
