package dev.esb;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes texts of fixed length that stand for others (SHA-256). */
public final class Hash {
    private Hash() {}

    /** The hash of a text, in hexadecimal digits. */
    public static String of(String text) {
        return text(ofBytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] ofBytes(byte[] bytes) {
        return begin().digest(bytes);
    }

    /** A hash that is fed piece by piece. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has it.
            throw new IllegalStateException(e);
        }
    }

    /** Ends it, and gives its hexadecimal digits. */
    public static String end(MessageDigest hash) {
        return text(hash.digest());
    }

    private static String text(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
