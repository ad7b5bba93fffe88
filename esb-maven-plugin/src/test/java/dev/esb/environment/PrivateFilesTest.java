package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PrivateFilesTest {
    @TempDir
    Path directory;

    @Test
    void createsDirectoriesForTheOwnerAlone() throws IOException {
        Path nested = directory.resolve("a/b");

        PrivateFiles.createDirectory(nested);

        assertThat(modeOf(nested)).isEqualTo("rwx------");
        assertThat(modeOf(nested.getParent())).isEqualTo("rwx------");
    }

    @Test
    void leavesADirectoryThatIsThereAsItIs() throws IOException {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

        PrivateFiles.createDirectory(open);

        assertThat(modeOf(open)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void writesFilesForTheOwnerAlone() throws IOException {
        Path file = directory.resolve("new/compose.yml");

        PrivateFiles.write(file, "secret");

        assertThat(file).hasContent("secret");
        assertThat(modeOf(file)).isEqualTo("rw-------");
    }

    @Test
    void addsToFilesThatOnlyTheirOwnerCanRead() throws IOException {
        Path file = Files.writeString(directory.resolve("watchdog.log"), "old\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Path created = directory.resolve("created.log");

        PrivateFiles.append(file, "new\n");
        PrivateFiles.append(created, "new\n");

        assertThat(file).hasContent("old\nnew\n");
        assertThat(modeOf(file)).isEqualTo("rw-------");
        assertThat(created).hasContent("new\n");
        assertThat(modeOf(created)).isEqualTo("rw-------");
    }

    @Test
    void addsToNothingThatALinkLeadsTo() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("watchdog.log"), elsewhere);

        assertThatThrownBy(() -> PrivateFiles.append(link, "new")).isInstanceOf(IOException.class);

        assertThat(elsewhere).hasContent("old");
    }

    @Test
    void closesAFileThatOthersCouldRead() throws IOException {
        Path file = Files.writeString(directory.resolve("compose.yml"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        PrivateFiles.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(modeOf(file)).isEqualTo("rw-------");
    }

    @Test
    void replacesALinkAndNotWhatItPointsTo() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "kept");
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);

        PrivateFiles.write(link, "new");

        assertThat(target).hasContent("kept");
        assertThat(link).isRegularFile().hasContent("new");
    }

    @Test
    void leavesNothingBehindWhereAFileCannotBeWritten() throws IOException {
        Path occupied = Files.createDirectories(directory.resolve("occupied/full"));

        assertThatThrownBy(() -> PrivateFiles.write(occupied.getParent(), "content"))
                .isInstanceOf(IOException.class);

        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
        assertThat(occupied).isDirectory();
    }

    @Test
    void deletesADirectoryWithWhatIsInIt() throws IOException {
        PrivateFiles.write(directory.resolve("a/b/c"), "content");

        PrivateFiles.deleteDirectory(directory.resolve("a"));

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void deletesLinksAndNotWhatTheyPointTo() throws IOException {
        Path kept = Files.createDirectory(directory.resolve("kept"));
        Path file = Files.writeString(kept.resolve("file"), "content");
        Path own = Files.createDirectory(directory.resolve("own"));
        Files.createSymbolicLink(own.resolve("link"), kept);
        Path link = Files.createSymbolicLink(directory.resolve("link"), kept);

        PrivateFiles.deleteDirectory(own);
        PrivateFiles.deleteDirectory(link);

        assertThat(own).doesNotExist();
        assertThat(link).doesNotExist();
        assertThat(file).exists();
    }

    @Test
    void hasNothingToDeleteWhereThereIsNothing() throws IOException {
        PrivateFiles.deleteDirectory(directory.resolve("missing"));

        assertThat(directory).isEmptyDirectory();
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
