package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathMoveTest {
    /** As {@code docker compose config} writes it, with and without {@code COMPOSE_CONVERT_WINDOWS_PATHS}. */
    @ParameterizedTest
    @CsvSource({
        "C:\\data\\x, C:\\data\\x",
        "C:\\data/../x, C:\\x",
        "d:/data/x, d:\\data\\x",
        "/d/data/x, d:\\data\\x",
        "/d/, d:\\",
        "\\\\server\\share\\x, \\\\server\\share\\x",
        "/var/run/docker.sock, C:\\var\\run\\docker.sock",
        "//var/run/x, \\\\var\\run\\x",
        "C:\\a$$b, C:\\a$b"
    })
    void readsThePathsOfWindows(String model, String path) throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            assertThat(PathMove.pathIn(model, windows)).hasToString(path);
        }
    }

    @Test
    void takesNoDirectoryForADriveElsewhere() throws IOException {
        try (FileSystem mac = Jimfs.newFileSystem(Configuration.osX())) {
            assertThat(PathMove.pathIn("/d/data/../x", mac)).hasToString("/d/x");
        }
    }
}
