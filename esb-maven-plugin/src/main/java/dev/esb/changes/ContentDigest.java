package dev.esb.changes;

import dev.esb.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.function.Consumer;

/** Makes a text that stands for the content of a file. */
final class ContentDigest {
    private ContentDigest() {}

    static String of(InputStream content) throws IOException {
        MessageDigest digest = Hash.begin();
        content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return Hash.end(digest);
    }

    /** Takes the content, and hands the text over when it is closed. */
    static OutputStream into(Consumer<String> receiver) {
        MessageDigest digest = Hash.begin();
        return new DigestOutputStream(OutputStream.nullOutputStream(), digest) {
            @Override
            public void close() {
                receiver.accept(Hash.end(digest));
            }
        };
    }
}
