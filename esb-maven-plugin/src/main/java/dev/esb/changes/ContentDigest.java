package dev.esb.changes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Makes a text that stands for the content of a file. */
final class ContentDigest {
    private ContentDigest() {}

    static String of(InputStream content) throws IOException {
        MessageDigest digest = sha256();
        content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return text(digest);
    }

    /** Takes the content, and hands the text over when it is closed. */
    static OutputStream into(Consumer<String> receiver) {
        MessageDigest digest = sha256();
        return new DigestOutputStream(OutputStream.nullOutputStream(), digest) {
            @Override
            public void close() {
                receiver.accept(text(digest));
            }
        };
    }

    private static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has it.
            throw new IllegalStateException(e);
        }
    }
}
