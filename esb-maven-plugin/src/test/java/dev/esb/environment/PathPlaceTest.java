package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathPlace.OnHost;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPlaceTest {
    private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());

    @AfterEach
    void closeFiles() throws IOException {
        windows.close();
    }

    @ParameterizedTest
    @CsvSource({
        "C:\\data\\x, _root\\c\\data\\x",
        "D:\\data\\x, _root\\d\\data\\x",
        "d:\\data\\x, _root\\d\\data\\x",
        "\\\\server\\share\\x, _root\\server-share\\x",
        "C:\\, _root\\c",
        "D:\\project, _root\\d\\project",
        "D:\\project\\var\\x, var\\x",
        "D:\\project\\_root\\c, _stack\\_root\\c"
    })
    void keepsTheDrivesOfWindowsApart(String path, String place) {
        Directories own = directories(windows.getPath("C:\\Users\\me\\.esb\\a"));

        assertThat(OnHost.of(windows.getPath(path), windows.getPath("D:\\project"), own)
                        .path())
                .hasToString("C:\\Users\\me\\.esb\\a\\data\\" + place);
    }

    @Test
    void isThePathFromTheOneRootElsewhere() {
        assertThat(OnHost.of(Path.of("/c/x"), Path.of("/project"), directories(Path.of("/home/me/.esb/a")))
                        .path())
                .hasToString("/home/me/.esb/a/data/_root/c/x");
    }

    @Test
    void hasSlashesInAVolume() {
        Path data = windows.getPath("D:\\data");
        PathVolume volume = new PathVolume(data, false);
        PathPlaces places = new PathPlaces(
                Map.of(data, false, data.resolve("a\\b"), false),
                Map.of(data, new InVolume(volume, "kept/part")),
                true,
                path -> new OnHost(path));

        assertThat(places.of(data.resolve("a\\b"))).isEqualTo(new InVolume(volume, "kept/part/a/b"));
        // Elsewhere than on Windows, a backslash is a letter of a name.
        assertThat(InVolume.of(volume, Path.of("a\\b"))).isEqualTo(new InVolume(volume, "a\\b"));
    }

    private static Directories directories(Path config) {
        return new Directories(config, config, config);
    }
}
