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
 * A name a server is reached under: a DNS name or an IP address, in the one spelling that compares equal.
 *
 * @param text the DNS name in lower-case ASCII, or the address as {@link InetAddress#getHostAddress} spells it
 * @param address the address, or null for a DNS name
 */
record HostName(String text, InetAddress address) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    /** Narrow enough that what matches is an address or nothing, and no name server is ever asked for it. */
    private static final Pattern ADDRESS = Pattern.compile(
            OCTET + "(\\." + OCTET + "){3}|\\[[0-9a-f:.]+]|[0-9a-f:][0-9a-f.]*:[0-9a-f:.]*", Pattern.CASE_INSENSITIVE);

    /**
     * Wider than host names are by the letter of the RFCs: Compose service names may have underscores, and hyphens at
     * either end. A wildcard stands for the whole first label.
     */
    private static final Pattern DNS = Pattern.compile("(\\*\\.)?[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");

    private static final int LONGEST_DNS_NAME = 253;

    /** The names in the order given, without repetition, after those of the local host. */
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
            // The dot that marks a name as absolute is not part of it in a certificate.
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
        return new IllegalArgumentException("Neither a DNS name nor an IP address: '" + name + "'", cause);
    }
}
