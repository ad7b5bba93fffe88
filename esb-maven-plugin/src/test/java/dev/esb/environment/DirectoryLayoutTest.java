package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.esb.EsbException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryLayoutTest {
    private static final Path HOME = Path.of("/home/me/.esb");
    private static final Path TARGET = Path.of("/project/target");

    @TempDir
    private Path runtime;

    private final String user = System.getProperty("user.name");
    private String owner;

    @BeforeEach
    void beAnOrdinaryUser() throws IOException {
        owner = Files.getOwner(runtime).getName();
        // A name that is not "root", also where the tests run as root.
        System.setProperty("user.name", "me");
    }

    @AfterEach
    void restoreUser() {
        System.setProperty("user.name", user);
    }

    @Test
    void belongToTheEnvironment() {
        Directories directories = directories("");

        assertThat(directories.config()).isEqualTo(Path.of("/home/me/.esb/a"));
        assertThat(directories.certificates()).isEqualTo(Path.of("/home/me/.esb/a/certs"));
        assertThat(directories.sockets()).isEqualTo(Path.of("/home/me/.esb/.run/a"));
        assertThat(directories.renderedFile()).isEqualTo(Path.of("/project/target/esb/a/compose.yml"));
        assertThat(directories.logs()).isEqualTo(Path.of("/project/target/esb/a/logs"));
    }

    @Test
    void areApartForEachStackOfAnEnvironment() {
        Directories directories = directories("payments");

        assertThat(directories.config()).isEqualTo(Path.of("/home/me/.esb/a@payments"));
        assertThat(directories.sockets()).isEqualTo(Path.of("/home/me/.esb/.run/a@payments"));
        assertThat(directories.output()).isEqualTo(Path.of("/project/target/esb/a@payments"));
    }

    @Test
    void putSocketsWhereRootKeepsThem() {
        System.setProperty("user.name", "root");

        assertThat(sockets(runtime.toString())).isEqualTo(Path.of("/var/run/esb/a"));
    }

    @Test
    void putSocketsIntoTheUsersRuntimeDirectory() {
        assertThat(DirectoryLayout.socketDirectory(HOME, Map.of("XDG_RUNTIME_DIR", runtime.toString()), owner))
                .isEqualTo(runtime.resolve("esb"));
    }

    /** Such as that of root, which a shell keeps after {@code su}. */
    @Test
    void putNoSocketsIntoTheRuntimeDirectoryOfAnotherUser() {
        assertThat(sockets(runtime.toString())).isEqualTo(HOME.resolve(".run/a"));
    }

    @Test
    void putSocketsIntoTheHomeWhereThereIsNoRuntimeDirectory() {
        assertThat(sockets("")).isEqualTo(HOME.resolve(".run/a"));
        assertThat(sockets("not/absolute")).isEqualTo(HOME.resolve(".run/a"));
        assertThat(sockets("/not/there\0")).isEqualTo(HOME.resolve(".run/a"));
        assertThat(DirectoryLayout.socketDirectory(
                        HOME, Map.of("XDG_RUNTIME_DIR", runtime.resolve("gone").toString()), owner))
                .isEqualTo(HOME.resolve(".run"));
    }

    private static Path sockets(String runtimeDirectory) {
        return DirectoryLayout.of(HOME, TARGET, Map.of("XDG_RUNTIME_DIR", runtimeDirectory))
                .of(EnvironmentKey.of("a", ""))
                .sockets();
    }

    private static Directories directories(String stack) {
        return DirectoryLayout.of(HOME, TARGET, Map.of()).of(EnvironmentKey.of("a", stack));
    }

    @Test
    void areOnTheDriveOfTheUserOnWindows() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            for (String account : List.of("me", "root")) {
                System.setProperty("user.name", account);
                DirectoryLayout layout = onWindows(windows, Map.of("XDG_RUNTIME_DIR", "/run/user/0"));

                Directories own = layout.of(EnvironmentKey.of("a", "payments"));

                assertThat(own.config()).hasToString("C:\\Users\\me\\.esb\\a@payments");
                assertThat(own.sockets()).hasToString("C:\\Users\\me\\.esb\\.run\\a@payments");
                assertThat(own.output()).hasToString("D:\\project\\target\\esb\\a@payments");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "aux", "nul", "prn", "com1", "lpt9"})
    void refuseNamesOfDevicesOnWindows(String name) throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            DirectoryLayout layout = onWindows(windows, Map.of());

            assertThatThrownBy(() -> layout.of(EnvironmentKey.of(name, "")))
                    .isInstanceOf(EsbException.class)
                    .hasMessage(
                            ("The environment '%1$s' can have no directory: on Windows, '%1$s' is the name of a device."
                                            + " Use another name: -Desb.env=%1$s-1")
                                    .formatted(name));
            assertThat(layout.of(EnvironmentKey.of(name, "orders")).config())
                    .hasToString("C:\\Users\\me\\.esb\\" + name + "@orders");
        }
        assertThat(DirectoryLayout.of(HOME, TARGET, Map.of())
                        .of(EnvironmentKey.of(name, ""))
                        .config())
                .isEqualTo(HOME.resolve(name));
    }

    private static DirectoryLayout onWindows(FileSystem windows, Map<String, String> variables) {
        return DirectoryLayout.of(
                windows.getPath("C:\\Users\\me\\.esb"), windows.getPath("D:\\project\\target"), variables);
    }
}
