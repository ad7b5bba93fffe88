package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.environment.LocalPath;
import dev.esb.environment.LocalPath.Kind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPathsTest {
    @TempDir
    private Path directory;

    @Test
    void knowsWhatIsThereAndHowMuch() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree/sub"));
        Files.writeString(tree.resolve("a"), "12345");
        Files.writeString(tree.getParent().resolve("b"), "123");
        // It is not copied, but the link to it.
        Files.writeString(directory.resolve("outside"), "much");
        Files.createSymbolicLink(tree.resolve("link"), directory.resolve("outside"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("tree"));
        Path toNothing = Files.createSymbolicLink(directory.resolve("nothing"), Path.of("none"));

        assertThat(at(tree.getParent())).isEqualTo(new LocalPath(Kind.DIRECTORY, 8, Optional.empty()));
        assertThat(at(link)).isEqualTo(new LocalPath(Kind.DIRECTORY, 8, Optional.empty()));
        assertThat(at(directory.resolve("outside"))).isEqualTo(new LocalPath(Kind.FILE, 4, Optional.empty()));
        assertThat(at(directory.resolve("none")).kind()).isEqualTo(Kind.MISSING);
        assertThat(at(toNothing).kind()).isEqualTo(Kind.MISSING);
    }

    @Test
    void knowsASocket() throws IOException {
        Path socket = directory.resolve("s");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));

            assertThat(at(socket)).isEqualTo(new LocalPath(Kind.OTHER, 0, Optional.empty()));
            // Beside others it does not matter: it is left out.
            assertThat(at(directory).isCopyable()).isTrue();
        }
    }

    @Test
    void tellsContentsApart() throws IOException {
        Path a = Files.writeString(directory.resolve("a"), "1");
        Path sub = Files.createDirectory(directory.resolve("sub"));
        String before = digest();

        Files.setLastModifiedTime(a, FileTime.fromMillis(0));
        assertThat(digest()).isEqualTo(before);

        Files.writeString(a, "2");
        String changed = digest();
        assertThat(changed).isNotEqualTo(before);

        Files.setPosixFilePermissions(a, PosixFilePermissions.fromString("rwx------"));
        String executable = digest();
        assertThat(executable).isNotEqualTo(changed);

        Files.createSymbolicLink(sub.resolve("link"), Path.of("x"));
        String linked = digest();
        assertThat(linked).isNotEqualTo(executable);

        Files.delete(sub.resolve("link"));
        Files.createSymbolicLink(sub.resolve("link"), Path.of("y"));
        assertThat(digest()).isNotEqualTo(linked);
    }

    private LocalPath at(Path path) {
        return new LocalPaths().at(path);
    }

    private String digest() {
        return new LocalPaths().digest(directory);
    }
}
