package dev.esb.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.esb.Commands;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads what was written with GNU tar, which knows nothing of this. */
class TreeArchiveTest {
    @TempDir
    private Path directory;

    @Test
    void hasNamesContentsLinksAndPermissions() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("a tree%20/empty/" + "d".repeat(120)))
                .getParent()
                .getParent();
        Files.writeString(tree.resolve("Täßchen %41"), "tea");
        Files.write(tree.resolve("block"), new byte[512]);
        Files.write(tree.resolve("more"), new byte[70_000]);
        Files.writeString(tree.resolve("n".repeat(200)), "");
        Files.createSymbolicLink(tree.resolve("up"), Path.of("../" + "l".repeat(150) + "/ä"));
        Files.createSymbolicLink(tree.resolve("absolute"), Path.of("/etc/x y"));
        Files.createSymbolicLink(tree.resolve("here"), Path.of("empty"));
        Files.setPosixFilePermissions(tree.resolve("block"), PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("rwx--x---"));

        Path copy = extracted(tree, "esb/7");

        assertThat(list(copy)).isEqualTo(list(tree));
        assertThat(list(tree).lines()).hasSize(10);
    }

    @Test
    void hasASingleLinkedDirectoryUnderTheNameOfTheTarget() throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("tree")).resolve("a"), "1");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("tree"));

        assertThat(extracted(link, "x").resolve("a")).hasContent("1");
        assertThat(extracted(link, ".").resolve("a")).hasContent("1");
    }

    @Test
    void hasAsMuchOfAFileAsItsHeaderSays() throws IOException {
        try (InputStream shorter = new ExactInputStream(InputStream.nullInputStream(), 3)) {
            assertThat(shorter.readAllBytes()).containsExactly(0, 0, 0);
        }
        try (InputStream longer = new ExactInputStream(new ByteArrayInputStream(new byte[] {1, 2, 3}), 2)) {
            assertThat(longer.readAllBytes()).containsExactly(1, 2);
        }
    }

    @Test
    void writesNumbersWithoutRoomAsGnuTarDoes() throws IOException {
        TarHeader header = new TarHeader(TarHeader.FILE, 0644, 3_000_000_000L, 2_097_151, 0, 0);
        Path archive = directory.resolve("large.tar");
        try (var output = Files.newOutputStream(archive)) {
            output.write(header.of("name".getBytes(), new byte[0]));
            output.write(new byte[2 * TarHeader.BLOCK]);
        }

        assertThat(Commands.output(List.of("tar", "--numeric-owner", "-tvf", archive.toString())))
                .contains("3000000000/2097151 ");
    }

    @Test
    void hasTheSeparatorsOfContainersWhereTheFilesAreOnWindows() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path tree = Files.createDirectories(windows.getPath("C:\\shop\\conf"));
            Files.createSymbolicLink(tree.resolve("link"), windows.getPath("..\\other\\a b"));
            Files.writeString(Files.createDirectory(tree.resolve("inner")).resolve("a"), "1");

            Path copy = extracted(tree, "x");

            assertThat(copy.resolve("inner/a")).hasContent("1");
            assertThat(Files.readSymbolicLink(copy.resolve("link"))).hasToString("../other/a b");
        }
    }

    private Path extracted(Path tree, String target) throws IOException {
        Path archive = directory.resolve("archive.tar");
        try (InputStream content = new TreeArchive(tree, target).open()) {
            Files.copy(content, archive, StandardCopyOption.REPLACE_EXISTING);
        }
        Path root = Files.createTempDirectory(directory, "extracted");
        Commands.output(List.of("tar", "-xpf", archive.toString(), "-C", root.toString()));
        return root.resolve(target);
    }

    private static String list(Path tree) {
        String command =
                "cd \"$0\" && find . -printf '%P %y %m %U:%G %l %T@ ' \\( -type f -exec sha256sum {} \\; -o -printf '\\n' \\) | sed 's/\\.[0-9]* / /' | sort";
        return Commands.output(List.of("sh", "-c", command, tree.toString()));
    }
}
