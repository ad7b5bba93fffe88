package dev.esb.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSafetyTest {

    @TempDir
    Path temporary;

    private static CertificateFiles ensure(Path directory, String... names) throws IOException {
        return Certificates.ensure(directory, "shop-1", List.of(names), Clock.systemUTC());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerGetsAtTheKeys() throws Exception {
        CertificateFiles files = ensure(temporary.resolve("parent/tls"));

        assertThat(permissions(temporary.resolve("parent"))).isEqualTo("rwx------");
        assertThat(permissions(files.directory())).isEqualTo("rwx------");
        assertThat(permissions(files.directory().resolve("ca.key"))).isEqualTo("rw-------");
        assertThat(permissions(files.serverKey())).isEqualTo("rw-------");
        assertThat(permissions(files.serverPem())).isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void takesAccessFromOthersAgain() throws Exception {
        CertificateFiles files = ensure(temporary.resolve("tls"));
        Files.setPosixFilePermissions(files.directory(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(files.serverPem(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(ensure(files.directory()).created()).isFalse();

        assertThat(permissions(files.directory())).isEqualTo("rwx------");
        assertThat(permissions(files.serverPem())).isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusesADirectoryThatIsASymbolicLink() throws Exception {
        Path target = Files.createDirectory(temporary.resolve("target"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), target);

        assertThatIOException()
                .isThrownBy(() -> ensure(link))
                .withMessageContaining(link.toString())
                .withMessageContaining("symbolic link");
        assertThat(target).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusesALinkToADirectoryThatIsNotThere() throws Exception {
        Path target = temporary.resolve("target");
        Path link = Files.createSymbolicLink(temporary.resolve("link"), target);

        assertThatIOException().isThrownBy(() -> ensure(link)).withMessageContaining("symbolic link");
        assertThat(target).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void worksBelowASymbolicLink() throws Exception {
        Path target = Files.createDirectory(temporary.resolve("target"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), target);

        ensure(link.resolve("tls"));

        assertThat(ensure(target.resolve("tls")).created()).isFalse();
    }

    @Test
    void refusesAFileInPlaceOfTheDirectory() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "mine");

        assertThatIOException().isThrownBy(() -> ensure(file)).withMessageContaining("not a directory");
        assertThat(file).hasContent("mine");
    }

    @ParameterizedTest
    @DisabledOnOs(OS.WINDOWS)
    @ValueSource(
            strings = {"ca.crt", "ca.key", "server.crt", "server.key", "server.pem", "trust.p12", ".server.key.42.tmp"})
    void replacesASymbolicLinkWithoutFollowingIt(String name) throws Exception {
        CertificateFiles files = ensure(temporary.resolve("tls"));
        Path outside = temporary.resolve("outside");
        Path file = files.directory().resolve(name);
        if (Files.exists(file)) {
            // Good content, so that it is the link alone that counts.
            Files.move(file, outside);
        } else {
            Files.writeString(outside, "mine");
        }
        byte[] before = Files.readAllBytes(outside);
        Files.createSymbolicLink(file, outside);

        ensure(files.directory(), "another");

        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(outside).hasBinaryContent(before);
    }

    @Test
    void removesWhatAWriterThatWasKilledHasLeft() throws Exception {
        Path directory = Files.createDirectory(temporary.resolve("tls"));
        Path draft = Files.writeString(directory.resolve(".server.pem.42.tmp"), "half");

        ensure(directory);

        assertThat(draft).doesNotExist();
    }
}
