package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.esb.EsbException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class UsableDirectoriesTest {
    private static final String USER = System.getProperty("user.name");

    @TempDir
    private Path directory;

    @Test
    void areThoseThatCanBeMade() {
        Directories own = at(directory.resolve("a/home"));

        new UsableDirectories(own).requireHome();
        new UsableDirectories(own).requireOutput();
        new UsableDirectories(own).requireSockets();

        // The environment's own are made once it has a slot.
        assertThat(own.config()).doesNotExist();
        assertThat(own.sockets()).doesNotExist();
        assertThat(own.output()).isEmptyDirectory();
    }

    @Test
    void areThoseThatAnEnvironmentHasAlready() throws IOException {
        Directories own = at(directory.resolve("home"));
        MarkedDirectory.create(own.config(), List.of("engine-1"));

        assertThatCode(new UsableDirectories(own)::requireHome).doesNotThrowAnyException();
    }

    @Test
    void areNotAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");

        assertThatThrownBy(new UsableDirectories(at(file))::requireHome)
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "The directory '%s' (esb.home) cannot be used: a file is in the way. Make it a directory in which"
                                        .formatted(file)
                                + " '%s' can make files, or name another one: -Desb.home=DIRECTORY.".formatted(USER));
    }

    @Test
    void areLookedForWithoutBeingMade() throws IOException {
        Path missing = directory.resolve("home");
        Path file = Files.writeString(directory.resolve("file"), "in the way");

        assertThatCode(() -> UsableDirectories.refuseFileAsHome(missing)).doesNotThrowAnyException();
        assertThat(missing).doesNotExist();
        assertThatThrownBy(() -> UsableDirectories.refuseFileAsHome(file))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("(esb.home) cannot be used: a file is in the way");
    }

    @Test
    void areNotWhereTheEnvironmentsOwnDirectoryIsAFile() throws IOException {
        Directories own = at(directory);
        Files.writeString(own.config(), "in the way");

        assertThatThrownBy(new UsableDirectories(own)::requireHome)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("a file is in the way ('%s').".formatted(own.config()));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void areNotALinkThatLeadsNowhere() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("gone"));

        assertThatThrownBy(new UsableDirectories(at(link))::requireHome)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'%s' (esb.home) cannot be used: a file is in the way".formatted(link));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void areNotWhereEvenRootCanMakeNothing() {
        Directories own = at(Path.of("/proc/esb"));

        assertThatThrownBy(new UsableDirectories(own)::requireHome)
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("The directory '/proc/esb' (esb.home) cannot be used: ");
        assertThatThrownBy(new UsableDirectories(own)::requireOutput)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("(project.build.directory)");
        assertThatThrownBy(new UsableDirectories(own)::requireSockets)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("XDG_RUNTIME_DIR");
    }

    private static Directories at(Path home) {
        return new Directories(home.resolve("e2e"), home.resolve("sockets/e2e"), home.resolve("target/esb/e2e"));
    }

    @Test
    void areNotOnADriveThatIsNotThere() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            assertThatThrownBy(() -> UsableDirectories.tryHome(windows.getPath("Z:\\esb\\home")))
                    .isInstanceOf(EsbException.class)
                    .hasMessageStartingWith(
                            "The directory 'Z:\\esb\\home' (esb.home) cannot be used: there is no such file or directory");
        }
    }

    /** Which has no POSIX permissions. */
    @Test
    void areThoseThatCanBeMadeOnWindows() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Directories own = new Directories(
                    windows.getPath("C:\\home\\a"), windows.getPath("C:\\run\\a"), windows.getPath("C:\\target\\a"));

            new UsableDirectories(own).requireHome();
            new UsableDirectories(own).requireOutput();
            new UsableDirectories(own).requireSockets();
            UsableDirectories.tryHome(windows.getPath("C:\\home"));
            MarkedDirectory.create(own.config(), List.of("engine-1"));
            PrivateFiles.write(own.config().resolve("certs\\ca.crt"), "text");
            PrivateFiles.append(own.config().resolve("watchdog.log"), "text");

            assertThat(MarkedDirectory.isClosed(own.config())).isFalse();
            assertThat(MarkedDirectory.isOfAnother(own.config(), List.of("engine-2")))
                    .isTrue();
            MarkedDirectory.delete(SetAsideDirectory.of(own.config()), List.of("engine-1"));
            try (Stream<Path> left = Files.list(windows.getPath("C:\\home"))) {
                assertThat(left).containsExactly(windows.getPath("C:\\home\\.lock"));
            }
        }
    }
}
