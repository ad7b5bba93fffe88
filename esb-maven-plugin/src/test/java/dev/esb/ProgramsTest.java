package dev.esb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramsTest {
    private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
    private final FileSystem mac = Jimfs.newFileSystem(Configuration.osX());
    private final Programs onWindows =
            new Programs(Map.of("Path", "C:\\a?b;;\"C:\\Program Files\\node\";C:\\bin"), "Windows 11", windows);

    @AfterEach
    void closeFiles() throws IOException {
        windows.close();
        mac.close();
    }

    @Test
    void findsTheFirstOnPath() throws IOException {
        make(mac.getPath("/b/tool"));
        make(mac.getPath("/c/tool"));
        Files.createDirectories(mac.getPath("/a/tool"));
        Programs programs = new Programs(Map.of("PATH", "/a::/b:/c"), "Mac OS X", mac);

        assertThat(programs.find("tool")).contains(mac.getPath("/b/tool"));
        assertThat(programs.find("other")).isEmpty();
    }

    /** A script for another shell lies beside the batch file; the variable is {@code Path}; an entry may be in quotes, or no path at all. */
    @Test
    void findsOnWindowsWhatTheSystemCanStart() throws IOException {
        make(windows.getPath("C:\\Program Files\\node\\npm"));
        make(windows.getPath("C:\\Program Files\\node\\npm.cmd"));
        make(windows.getPath("C:\\bin\\npm.exe"));

        assertThat(onWindows.find("npm")).contains(windows.getPath("C:\\Program Files\\node\\npm.cmd"));
        assertThat(onWindows.find("npm.exe")).contains(windows.getPath("C:\\bin\\npm.exe"));
    }

    @Test
    void callsABatchFileByItsPath() throws IOException {
        make(windows.getPath("C:\\bin\\npm.cmd"));
        make(windows.getPath("C:\\bin\\git.exe"));
        make(windows.getPath("C:\\project\\gradlew"));
        make(windows.getPath("C:\\project\\gradlew.bat"));

        assertThat(onWindows.command(List.of("npm", "test"))).containsExactly("C:\\bin\\npm.cmd", "test");
        assertThat(onWindows.command(List.of("git", "log"))).containsExactly("git", "log");
        assertThat(onWindows.command(List.of("C:\\project\\gradlew", "test")))
                .containsExactly("C:\\project\\gradlew.bat", "test");
        assertThat(onWindows.command(List.of("unknown"))).containsExactly("unknown");
    }

    @ParameterizedTest
    @CsvSource({"Linux", "Mac OS X"})
    void leavesWordsAsTheyAreElsewhere(String system) {
        List<String> words = List.of("npm", "", "a \"b\"", "c & d");

        assertThat(new Programs(Map.of("PATH", "/bin"), system, mac).command(words))
                .isEqualTo(words);
    }

    @Test
    void addsDirectoriesAtTheEndOfPath() {
        assertThat(new Programs(Map.of("Path", "C:\\bin", "A", "b"), "Windows 11", windows)
                        .withDirectories(List.of(windows.getPath("C:\\docker"))))
                .containsOnly(entry("Path", "C:\\bin;C:\\docker"), entry("A", "b"));
        assertThat(new Programs(Map.of(), "Mac OS X", mac).withDirectories(List.of(mac.getPath("/docker"))))
                .containsOnly(entry("PATH", "/docker"));
    }

    private static void make(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }
}
