package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectoryLayoutTest {
    private static final Path HOME = Path.of("/home/me/.esb");
    private static final Path TARGET = Path.of("/project/target");

    private final String user = System.getProperty("user.name");

    @AfterEach
    void restoreUser() {
        System.setProperty("user.name", user);
    }

    @Test
    void belongToTheEnvironment() {
        Directories directories = directories("me", "", Map.of("XDG_RUNTIME_DIR", "/run/user/1000"));

        assertThat(directories.config()).isEqualTo(Path.of("/home/me/.esb/a"));
        assertThat(directories.certificates()).isEqualTo(Path.of("/home/me/.esb/a/certs"));
        assertThat(directories.sockets()).isEqualTo(Path.of("/run/user/1000/esb/a"));
        assertThat(directories.renderedFile()).isEqualTo(Path.of("/project/target/esb/a/compose.yml"));
        assertThat(directories.logs()).isEqualTo(Path.of("/project/target/esb/a/logs"));
    }

    @Test
    void areApartForEachStackOfAnEnvironment() {
        Directories directories = directories("me", "payments", Map.of("XDG_RUNTIME_DIR", "/run/user/1000"));

        assertThat(directories.config()).isEqualTo(Path.of("/home/me/.esb/a@payments"));
        assertThat(directories.sockets()).isEqualTo(Path.of("/run/user/1000/esb/a@payments"));
        assertThat(directories.output()).isEqualTo(Path.of("/project/target/esb/a@payments"));
    }

    @Test
    void putSocketsWhereRootKeepsThem() {
        assertThat(directories("root", "", Map.of()).sockets()).isEqualTo(Path.of("/var/run/esb/a"));
    }

    @Test
    void putSocketsIntoAPlaceOfTheUserWhereThereIsNoRuntimeDirectory() {
        Path expected = Path.of(System.getProperty("java.io.tmpdir"), "esb-me", "esb", "a");

        assertThat(directories("me", "", Map.of()).sockets()).isEqualTo(expected);
        assertThat(directories("me", "", Map.of("XDG_RUNTIME_DIR", "")).sockets())
                .isEqualTo(expected);
    }

    private static Directories directories(String user, String stack, Map<String, String> variables) {
        System.setProperty("user.name", user);
        return DirectoryLayout.of(HOME, TARGET, variables).of(EnvironmentKey.of("a", stack));
    }
}
