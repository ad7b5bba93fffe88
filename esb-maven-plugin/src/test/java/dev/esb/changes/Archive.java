package dev.esb.changes;

import dev.esb.archive.TarHeader;
import dev.esb.docker.FakeDocker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What {@code docker cp} prints of files that have the owner of a directory of the test, were it not said otherwise. */
final class Archive {
    private final ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    private final Map<String, Object> owner;
    private long time = 1;

    Archive(Path directory) {
        try {
            owner = Files.readAttributes(directory, "unix:uid,gid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Archive changedAt(long seconds) {
        time = seconds;
        return this;
    }

    Archive directory(String name) {
        return add(TarHeader.DIRECTORY, 0755, name + "/", "", "");
    }

    Archive file(String name, String content) {
        return file(name, content, 0644);
    }

    Archive file(String name, String content, int mode) {
        return add(TarHeader.FILE, mode, name, content, "");
    }

    Archive link(String name, String target) {
        return add(TarHeader.LINK, 0777, name, "", target);
    }

    Archive hardLink(String name, String other) {
        return add('1', 0644, name, "", other);
    }

    Archive pipe(String name) {
        return add('6', 0644, name, "", "");
    }

    Archive whiteout(String name) {
        return add('3', 0, name, "", "");
    }

    Archive owned(String name, String content, long uid) {
        return add(new TarHeader(TarHeader.FILE, 0644, uid, 0, bytes(content).length, time), name, content, "");
    }

    FakeDocker.Bytes ended() {
        blocks.writeBytes(new byte[2 * TarHeader.BLOCK]);
        return new FakeDocker.Bytes(blocks.toByteArray());
    }

    private Archive add(char type, int mode, String name, String content, String link) {
        TarHeader header =
                new TarHeader(type, mode, (int) owner.get("uid"), (int) owner.get("gid"), bytes(content).length, time);
        return add(header, name, content, link);
    }

    private Archive add(TarHeader header, String name, String content, String link) {
        blocks.writeBytes(header.of(bytes(name), bytes(link)));
        blocks.writeBytes(bytes(content));
        blocks.writeBytes(new byte[-bytes(content).length & TarHeader.BLOCK - 1]);
        return this;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
