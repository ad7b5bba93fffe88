package dev.esb.tls;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name under which clients reach a server: a DNS name or an IP address. Two spellings of one name give equal objects.
 *
 * @param text the DNS name in lower-case ASCII, or the address as {@link InetAddress#getHostAddress} spells it
 * @param address the address, or null for a DNS name
 */
record HostName(String text, InetAddress address) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    /** Matches only texts that {@link InetAddress#getByName} parses or refuses by itself, without a name server. */
    private static final Pattern ADDRESS = Pattern.compile(
            OCTET + "(\\." + OCTET + "){3}|\\[[0-9a-f:.]+]|[0-9a-f:][0-9a-f.]*:[0-9a-f:.]*", Pattern.CASE_INSENSITIVE);

    /**
     * Allows more than RFC 1123 does: Compose service names may have underscores, and hyphens at either end. A wildcard can only be the
     * whole first label (RFC 6125, 6.4.3).
     */
    private static final Pattern DNS = Pattern.compile("(\\*\\.)?[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");

    /** In characters, from the 255 octets of RFC 1035, 2.3.4. */
    private static final int LONGEST_DNS_NAME = 253;

    /** The names of the local host, then the given ones in their order, each only once. */
    static Set<HostName> withLocalhost(Collection<String> names) {
        Set<HostName> all = new LinkedHashSet<>();
        all.add(parse("localhost"));
        all.add(parse("127.0.0.1"));
        all.add(parse("::1"));
        names.forEach(name -> all.add(parse(name)));
        return all;
    }

    static HostName parse(String name) {
        if (ADDRESS.matcher(name).matches()) {
            return parseAddress(name);
        }
        String ascii = toAscii(name).toLowerCase(Locale.ROOT);
        if (ascii.endsWith(".")) {
            // The dot at the end of an absolute DNS name is not part of the name in a certificate.
            ascii = ascii.substring(0, ascii.length() - 1);
        }
        if (ascii.length() > LONGEST_DNS_NAME || !DNS.matcher(ascii).matches()) {
            throw refusal(name, null);
        }
        return new HostName(ascii, null);
    }

    private static HostName parseAddress(String name) {
        try {
            InetAddress address = InetAddress.getByName(name);
            return new HostName(address.getHostAddress(), address);
        } catch (UnknownHostException e) {
            throw refusal(name, e);
        }
    }

    private static String toAscii(String name) {
        try {
            return IDN.toASCII(name);
        } catch (IllegalArgumentException e) {
            throw refusal(name, e);
        }
    }

    private static IllegalArgumentException refusal(String name, Exception cause) {
        return new IllegalArgumentException("'%s' is neither a DNS name nor an IP address".formatted(name), cause);
    }
}
