package dev.esb.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** As many bytes of another stream as were announced: the rest is left out, and zeros are in place of what is missing. Closes the other stream. */
final class ExactInputStream extends InputStream {
    private final InputStream content;
    private long left;

    ExactInputStream(InputStream content, long size) {
        this.content = content;
        this.left = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
            return length == 0 ? 0 : -1;
        }
        int most = (int) Math.min(length, left);
        int count = content.read(bytes, offset, most);
        if (count < 0) {
            Arrays.fill(bytes, offset, offset + most, (byte) 0);
            count = most;
        }
        left -= count;
        return count;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
