package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.esb.GitRepository;
import dev.esb.Reporter;
import dev.esb.isolation.PathState;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf(value = "dev.esb.GitRepository#canBeMade", disabledReason = "no git")
@DisabledOnOs(OS.WINDOWS)
class HostPathStatesTest {
    @TempDir
    private Path directory;

    private final ObjectNode model = new ObjectMapper().createObjectNode();
    private GitRepository repository;

    @BeforeEach
    void makeRepository() throws IOException {
        repository = new GitRepository(directory);
        repository.write(".gitignore", "data/\n.env.local\n");
    }

    @Test
    void tellWhatIsAtThePathsThatServicesMount() throws IOException {
        Path tracked = repository.write("init.sql", "");
        Path ignoredDirectory = repository.write("data/base", "").getParent();
        Path ignoredFile = repository.write(".env.local", "");
        Path missing = directory.resolve("uploads");
        bind(tracked, ignoredDirectory);
        bind(ignoredFile, missing);

        assertThat(states())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        tracked.toString(), PathState.PRESENT_FILE,
                        ignoredDirectory.toString(), PathState.IGNORED_DIRECTORY,
                        ignoredFile.toString(), PathState.IGNORED_FILE,
                        missing.toString(), PathState.MISSING));
    }

    @Test
    void takeWhatIsMissingForMissingThoughGitWouldIgnoreIt() {
        bind(directory.resolve("data"));

        assertThat(states()).containsExactly(Map.entry(directory.resolve("data").toString(), PathState.MISSING));
    }

    @Test
    void tellADirectoryOfTheCheckoutFromAFile() throws IOException {
        Path file = repository.write("conf/app.conf", "");
        bind(file, file.getParent());

        assertThat(states())
                .isEqualTo(Map.of(
                        file.toString(),
                        PathState.PRESENT_FILE,
                        file.getParent().toString(),
                        PathState.PRESENT));
    }

    @Test
    void tellWhatIsNeitherFileNorDirectory() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nothing"));
        Path socket = directory.resolve("app.sock");
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
            bind(link, socket);

            assertThat(states())
                    .containsOnly(
                            Map.entry(link.toString(), PathState.PRESENT_OTHER),
                            Map.entry(socket.toString(), PathState.PRESENT_OTHER));
        }
    }

    @Test
    void tellADirectoryInWhichAnotherFileSystemIsMounted() throws IOException {
        Path mixed = repository.write("mixed/disk/file", "").getParent().getParent();
        Path disk = mixed.resolve("disk");
        bind(mixed, disk);
        MountPoints mounts = new MountPoints(List.of(Path.of("/"), disk.toRealPath()));

        assertThat(new HostPathStates(new GitIgnore(directory, Reporter.NONE), mounts, false).of(model))
                .containsOnly(
                        Map.entry(mixed.toString(), PathState.PRESENT_OTHER),
                        Map.entry(disk.toString(), PathState.PRESENT));
    }

    /** With SELinux, containers may only use what has their label. */
    @Test
    void tellADirectoryThatIsToBeLabelledWhereThereIsSelinux() throws IOException {
        Path labelled = repository.write("labelled/file", "").getParent();
        Path other = repository.write("other/file", "").getParent();
        bind(labelled, other);
        ((ObjectNode) model.at("/services/service0/volumes/0"))
                .putObject("bind")
                .put("selinux", "z");
        GitIgnore git = new GitIgnore(directory, Reporter.NONE);
        MountPoints none = new MountPoints(List.of());

        assertThat(new HostPathStates(git, none, true).of(model))
                .containsOnly(
                        Map.entry(labelled.toString(), PathState.PRESENT_OTHER),
                        Map.entry(other.toString(), PathState.PRESENT));
        assertThat(new HostPathStates(git, none, false).of(model))
                .containsEntry(labelled.toString(), PathState.PRESENT);
    }

    @Test
    void areOfPathsBehindVolumesToo() throws IOException {
        Path ignored = repository.write("data/base", "").getParent();
        device("pg", ignored.toString());
        device("nfs", ":/export/pg");
        device("tmp", "tmpfs");

        assertThat(states()).containsExactly(Map.entry(ignored.toString(), PathState.IGNORED_DIRECTORY));
    }

    @Test
    void areNotOfNamedVolumes() {
        model.withObject("/services/web")
                .withArray("volumes")
                .addObject()
                .put("type", "volume")
                .put("source", "pg");
        model.withObject("/volumes/pg");

        assertThat(states()).isEmpty();
    }

    private void bind(Path... sources) {
        ObjectNode service =
                model.withObject("/services/service" + model.path("services").size());
        for (Path source : sources) {
            service.withArray("volumes").addObject().put("type", "bind").put("source", source.toString());
        }
    }

    private void device(String volume, String device) {
        model.withObject("/volumes/" + volume + "/driver_opts").put("device", device);
    }

    private Map<String, PathState> states() {
        return new HostPathStates(new GitIgnore(directory, Reporter.NONE)).of(model);
    }

    @Test
    void areThoseOfTheDrivesOfWindows() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(
                Configuration.windows().toBuilder().setRoots("C:\\", "D:\\").build())) {
            Files.createDirectories(windows.getPath("C:\\data"));
            Files.createDirectories(windows.getPath("D:\\conf"));
            Files.createFile(windows.getPath("D:\\conf\\app.conf"));
            ObjectNode model = JsonNodeFactory.instance.objectNode();
            for (String source : List.of("C:\\data", "D:\\data", "/c/data", "d:\\conf/app.conf")) {
                model.withObjectProperty("services")
                        .withObjectProperty("web")
                        .withArrayProperty("volumes")
                        .addObject()
                        .put("type", "bind")
                        .put("source", source);
            }

            assertThat(new HostPathStates(new GitIgnore(windows.getPath("D:\\shop"), Reporter.NONE)).of(model))
                    .containsOnly(
                            entry("C:\\data", PathState.PRESENT),
                            entry("/c/data", PathState.PRESENT),
                            entry("D:\\data", PathState.MISSING),
                            entry("d:\\conf/app.conf", PathState.PRESENT_FILE));
        }
    }
}
