package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.esb.Programs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerProgramTest {
    private static final String GUI_PATH = "/usr/bin:/bin:/usr/sbin:/sbin";
    private static final Map<String, String> MAC = Map.of("PATH", GUI_PATH, "HOME", "/Users/me");
    private static final Map<String, String> WINDOWS = Map.of(
            "Path",
            "C:\\Windows\\system32",
            "ProgramFiles",
            "C:\\Program Files",
            "LocalAppData",
            "C:\\Users\\me\\AppData\\Local",
            "USERPROFILE",
            "C:\\Users\\me");

    private final FileSystem mac = Jimfs.newFileSystem(Configuration.osX());
    private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());

    @AfterEach
    void closeFiles() throws IOException {
        mac.close();
        windows.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usr/local/bin/docker",
                "/opt/homebrew/bin/docker",
                "/Users/me/.docker/bin/docker",
                "/Applications/Docker.app/Contents/Resources/bin/docker"
            })
    void isFoundOnMacWhereThePathOfAnIdeLacksIt(String place) throws IOException {
        make(mac.getPath(place));

        DockerProgram program = onMac(MAC);

        assertThat(program.executable()).isEqualTo(place);
        assertThat(program.programs().variable("PATH"))
                .isEqualTo(GUI_PATH + ":" + place.substring(0, place.lastIndexOf('/')));
    }

    /** There is the program that knows the passwords of registries, which {@code docker} calls by name. */
    @Test
    void seesAlsoTheDirectoryThatALinkLeadsTo() throws IOException {
        Path application = make(mac.getPath("/Applications/Docker.app/Contents/Resources/bin/docker"));
        Files.createDirectories(mac.getPath("/usr/local/bin"));
        Files.createSymbolicLink(mac.getPath("/usr/local/bin/docker"), application);

        DockerProgram program = onMac(MAC);

        assertThat(program.executable()).isEqualTo("/usr/local/bin/docker");
        assertThat(program.programs().variable("PATH"))
                .isEqualTo(GUI_PATH + ":/usr/local/bin:/Applications/Docker.app/Contents/Resources/bin");
    }

    @Test
    void isTheOneOnPathFirst() throws IOException {
        make(mac.getPath("/usr/local/bin/docker"));
        make(mac.getPath("/opt/mine/docker"));
        Map<String, String> variables = Map.of("PATH", "/opt/mine:" + GUI_PATH, "HOME", "/Users/me");

        assertThat(onMac(variables)).isEqualTo(new DockerProgram("docker", new Programs(variables, "Mac OS X", mac)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C:\\Program Files\\Docker\\Docker\\resources\\bin",
                "C:\\Users\\me\\AppData\\Local\\Programs\\DockerDesktop\\resources\\bin"
            })
    void isFoundOnWindows(String directory) throws IOException {
        make(windows.getPath(directory, "docker"));
        make(windows.getPath(directory, "docker.exe"));

        DockerProgram program = onWindows(WINDOWS);

        assertThat(program.executable()).isEqualTo(directory + "\\docker.exe");
        assertThat(program.programs().variables()).containsEntry("Path", "C:\\Windows\\system32;" + directory);
        assertThat(program.programs().variables()).doesNotContainKey("PATH");
    }

    @Test
    void mayBeABatchFileOnThePathOfWindows() throws IOException {
        make(windows.getPath("C:\\Windows\\system32\\docker.cmd"));

        assertThat(onWindows(WINDOWS).executable()).isEqualTo("C:\\Windows\\system32\\docker.cmd");
    }

    @Test
    void saysWhereItWasLookedFor() {
        IOException windowsReason =
                new IOException("Cannot run program \"docker\" (in directory \"C:\\\"): CreateProcess error=2,"
                        + " The system cannot find the file specified");

        assertThat(onWindows(WINDOWS).notStarted(windowsReason))
                .hasMessage(
                        "The 'docker' command could not be started (The system cannot find the file specified). Install Docker"
                                + " Desktop (https://docs.docker.com/desktop/) and check that 'docker version' works. It is looked for on"
                                + " the PATH, and then in 'C:\\Program Files\\Docker\\Docker\\resources\\bin',"
                                + " 'C:\\Users\\me\\AppData\\Local\\Programs\\DockerDesktop\\resources\\bin', 'C:\\Users\\me\\.rd\\bin'.");
        assertThat(onMac(Map.of()).notStarted(new IOException("x")))
                .hasMessageContaining("Docker Desktop (")
                .hasMessageEndingWith("and then in '/usr/local/bin', '/opt/homebrew/bin',"
                        + " '/Applications/Docker.app/Contents/Resources/bin'.");
    }

    private DockerProgram onMac(Map<String, String> variables) {
        return DockerProgram.find(new Programs(variables, "Mac OS X", mac));
    }

    private DockerProgram onWindows(Map<String, String> variables) {
        return DockerProgram.find(new Programs(variables, "Windows 11", windows));
    }

    private static Path make(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
