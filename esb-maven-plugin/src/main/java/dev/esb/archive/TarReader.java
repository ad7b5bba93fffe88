package dev.esb.archive;

import dev.esb.EsbException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads a tar archive that is written to it, in whatever pieces. Keeps no content, and needs a bounded amount of memory.
 *
 * <p>Understands ustar with the names and numbers that POSIX (pax) and GNU tar add to it, which is what {@link TarHeader} and {@code docker cp} write.
 * Names are UTF-8.
 */
public final class TarReader extends OutputStream {
    /** No path is as long; it is read into memory. */
    private static final int MOST_OF_NAMES = 1 << 20;

    private static final String PATH = "path";
    private static final String LINK = "linkpath";

    private final TarVisitor visitor;
    private final byte[] block = new byte[TarHeader.BLOCK];
    private int filled;
    /** Of the content that comes now, and of the zeros after it, in bytes. */
    private long left;

    private int padding;
    private OutputStream content = OutputStream.nullOutputStream();
    /** What was said before an entry, by the key that POSIX has for it. */
    private Map<String, String> records = new HashMap<>();

    private boolean isComplete;

    public TarReader(TarVisitor visitor) {
        this.visitor = visitor;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** @throws EsbException when it is no archive that can be read */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end && !isComplete) {
            if (left > 0) {
                int count = (int) Math.min(left, end - at);
                content.write(bytes, at, count);
                left -= count;
                at += count;
                endContent();
            } else if (padding > 0) {
                int count = Math.min(padding, end - at);
                padding -= count;
                at += count;
            } else {
                int count = Math.min(block.length - filled, end - at);
                System.arraycopy(bytes, at, block, filled, count);
                filled += count;
                at += count;
                if (filled == block.length) {
                    filled = 0;
                    begin(new TarBlock(block.clone()));
                }
            }
        }
    }

    /** @throws EsbException when the archive has not ended */
    public void requireComplete() {
        if (!isComplete) {
            throw unreadable("it ends in the middle");
        }
    }

    private void begin(TarBlock next) throws IOException {
        if (next.isEmpty()) {
            isComplete = true;
            return;
        }
        if (!next.isHeader()) {
            throw unreadable("something else is in place of a header");
        }
        switch (next.type()) {
            case 'x' -> collect(next, bytes -> records.putAll(PaxRecords.of(bytes)));
            case 'g' -> collect(next, bytes -> {});
            case 'L' -> collect(next, bytes -> records.put(PATH, text(bytes)));
            case 'K' -> collect(next, bytes -> records.put(LINK, text(bytes)));
            default -> {
                TarEntry entry = parsed(() -> entry(next));
                records = new HashMap<>();
                expect(entry.header().size(), visitor.entry(entry));
            }
        }
        endContent();
    }

    private TarEntry entry(TarBlock next) {
        TarHeader header = next.header();
        long size = header.type() == TarHeader.FILE ? number("size", header.size()) : 0;
        if (size < 0) {
            throw new IllegalArgumentException("a size below 0");
        }
        return new TarEntry(
                records.getOrDefault(PATH, next.name()).replaceFirst("/+$", ""),
                new TarHeader(
                        header.type(),
                        header.mode(),
                        number("uid", header.uid()),
                        number("gid", header.gid()),
                        size,
                        header.time()),
                records.getOrDefault(LINK, next.link()),
                next.isWhiteout());
    }

    private long number(String key, long inHeader) {
        return records.containsKey(key) ? Long.parseLong(records.get(key)) : inHeader;
    }

    private void collect(TarBlock next, Consumer<byte[]> action) {
        long size = parsed(() -> next.header().size());
        if (size < 0 || size > MOST_OF_NAMES) {
            throw unreadable("there are %s bytes of names".formatted(size));
        }
        expect(size, new ByteArrayOutputStream() {
            @Override
            public void close() {
                parsed(() -> {
                    action.accept(toByteArray());
                    return null;
                });
            }
        });
    }

    private void expect(long size, OutputStream target) {
        left = size;
        padding = (int) (-size & TarHeader.BLOCK - 1);
        content = target;
    }

    private void endContent() throws IOException {
        if (left == 0) {
            OutputStream ended = content;
            content = OutputStream.nullOutputStream();
            ended.close();
        }
    }

    private static <T> T parsed(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            throw unreadable("a header is wrong");
        }
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static EsbException unreadable(String why) {
        return new EsbException(
                "The archive that the engine has made of a container's files cannot be read: %s.".formatted(why));
    }
}
