package dev.esb.archive;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the block that is the header of an entry, as {@link TarHeader} writes it. */
record TarBlock(byte[] bytes) {
    private static final int PERMISSIONS = 07777;

    boolean isEmpty() {
        for (byte each : bytes) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a header: it has the sum of its bytes, its own taken for blanks. */
    boolean isHeader() {
        int sum = 0;
        for (int i = 0; i < bytes.length; i++) {
            sum += i >= 148 && i < 156 ? ' ' : bytes[i] & 0xff;
        }
        try {
            return sum == number(148, 8);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    char type() {
        // Old archives have a zero for a file; a contiguous file is one as well.
        return bytes[156] == 0 || bytes[156] == '7' ? TarHeader.FILE : (char) bytes[156];
    }

    /** @throws IllegalArgumentException when a number is none */
    TarHeader header() {
        int mode = (int) number(100, 8) & PERMISSIONS;
        return new TarHeader(type(), mode, number(108, 8), number(116, 8), number(124, 12), number(136, 12));
    }

    String name() {
        // GNU tar has other things in place of the first part of a name.
        String prefix = text(257, 6).equals("ustar") && bytes[262] == 0 ? text(345, 155) : "";
        return prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
    }

    String link() {
        return text(157, 100);
    }

    boolean isWhiteout() {
        return type() == '3' && number(329, 8) == 0 && number(337, 8) == 0;
    }

    private String text(int offset, int length) {
        int end = offset;
        while (end < offset + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
    }

    /** Octal; or binary, with the first bit set. */
    private long number(int offset, int length) {
        if ((bytes[offset] & 0x80) != 0) {
            byte[] binary = Arrays.copyOfRange(bytes, offset, offset + length);
            // The second bit is the sign.
            binary[0] = (byte) ((binary[0] & 0x40) == 0 ? binary[0] & 0x7f : binary[0]);
            try {
                return new BigInteger(binary).longValueExact();
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException(e);
            }
        }
        String digits = text(offset, length).strip();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
