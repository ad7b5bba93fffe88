package dev.esb.environment;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A block of IP addresses in CIDR notation, IPv4 or IPv6 (RFC 4632, RFC 4291).
 *
 * @param first the first address, as a number
 * @param prefix the length of the prefix in bits
 * @param bits how long an address is: 32 or 128
 */
public record Subnet(BigInteger first, int prefix, int bits) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?=:|$)");

    public Subnet {
        if (prefix < 0
                || prefix > bits
                || !first.mod(BigInteger.ONE.shiftLeft(bits - prefix)).equals(BigInteger.ZERO)) {
            throw new IllegalArgumentException("not a block of addresses: " + address(first, bits) + "/" + prefix);
        }
    }

    /**
     * Reads {@code 172.50.0.0/16}, {@code fd00::/64}, or a single address. Bits after the prefix are set to zero, as the engine does.
     *
     * @throws IllegalArgumentException when the text is none of these
     */
    public static Subnet parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
        int bits = address.length * Byte.SIZE;
        int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("not a prefix length: " + text);
        }
        BigInteger number = new BigInteger(1, address);
        return new Subnet(number.shiftRight(bits - prefix).shiftLeft(bits - prefix), prefix, bits);
    }

    private static int prefix(String text) {
        if (!text.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("not a prefix length: " + text);
        }
        return Integer.parseInt(text);
    }

    /** The number of addresses in the block. */
    public BigInteger size() {
        return BigInteger.ONE.shiftLeft(bits - prefix);
    }

    /** Whether it has IPv6 addresses, and not IPv4 ones. */
    public boolean isIpv6() {
        return bits == 128;
    }

    /** Whether the two have an address in common; false for two of different IP versions. */
    public boolean overlaps(Subnet other) {
        return bits == other.bits
                && first.compareTo(other.first.add(other.size())) < 0
                && other.first.compareTo(first.add(size())) < 0;
    }

    /** Whether every address of the other one is in this one. */
    public boolean contains(Subnet other) {
        return overlaps(other) && prefix <= other.prefix;
    }

    /** The n-th block, counted from 0, of that prefix length inside this one. */
    public Subnet block(int blockPrefix, long n) {
        return new Subnet(first.add(BigInteger.valueOf(n).shiftLeft(bits - blockPrefix)), blockPrefix, bits);
    }

    /**
     * Moves this block from one subnet to another, at the same distance from the start: an address keeps its host part, and a range its
     * place. A block that is the whole of {@code from} becomes the whole of {@code to}.
     *
     * @param from a subnet that contains this block
     * @throws IllegalArgumentException when the block cannot have that place in the other subnet
     */
    public Subnet movedTo(Subnet from, Subnet to) {
        if (equals(from)) {
            return to;
        }
        return new Subnet(to.first.add(first.subtract(from.first)), prefix, bits);
    }

    /** In CIDR notation; a block of one address without its prefix length. */
    @Override
    public String toString() {
        return prefix == bits ? address(first, bits) : address(first, bits) + "/" + prefix;
    }

    /** Accepts IPv4 only as four decimal numbers, as "10.5" is a version and not an address; and never asks a name server. */
    private static byte[] bytes(String literal) {
        boolean ipv4 = IPV4.matcher(literal).matches();
        if (!ipv4 && !IPV6.matcher(literal).matches()) {
            throw new IllegalArgumentException("not an IP address: " + literal);
        }
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + literal, e);
        }
    }

    private static String address(BigInteger number, int bits) {
        byte[] all = number.toByteArray();
        byte[] address = new byte[bits / Byte.SIZE];
        byte[] tail =
                all.length > address.length ? Arrays.copyOfRange(all, all.length - address.length, all.length) : all;
        System.arraycopy(tail, 0, address, address.length - tail.length, tail.length);
        try {
            String text = InetAddress.getByAddress(address).getHostAddress();
            return bits == 128 ? compressed(text) : text;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address of " + bits + " bits", e);
        }
    }

    /** The longest run of zeros, the first of several, becomes "::" (RFC 5952, 4.2), as in most Compose files. */
    private static String compressed(String text) {
        Optional<MatchResult> longest = ZEROS.matcher(text).results().reduce((a, b) -> zeros(b) > zeros(a) ? b : a);
        return longest.map(run -> {
                    String after = text.substring(run.end());
                    return text.substring(0, run.start()) + (after.isEmpty() ? "::" : ":" + after);
                })
                .orElse(text);
    }

    private static long zeros(MatchResult run) {
        return run.group().chars().filter(c -> c == '0').count();
    }
}
