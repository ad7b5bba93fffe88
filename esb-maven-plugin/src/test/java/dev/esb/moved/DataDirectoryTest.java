package dev.esb.moved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.MarkedDirectory;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.OnHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    /** A file that no user may read, not even root. */
    private static final Path UNREADABLE = Path.of("/proc/sys/vm/compact_memory");

    private static final Engine ENGINE = Engine.local("engine");

    @TempDir
    private Path directory;

    private Path project;
    private Directories environment;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectory(directory.resolve("project"));
        environment = new Directories(
                directory.resolve("home/a"), directory.resolve("sockets/a"), directory.resolve("target/a"));
    }

    @Test
    void createsDirectoriesThatEveryUserOfAContainerCanWriteTo() throws IOException {
        provide(directory("var/data"));

        Path moved = environment.data().resolve("var/data");
        assertThat(permissions(moved)).isEqualTo("rwxrwxrwx");
        assertThat(permissions(environment.config())).isEqualTo("rwx------");
        assertThat(MarkedDirectory.isOne(environment.config())).isTrue();
    }

    @Test
    void leavesWhatIsThereAlready() throws IOException {
        provide(directory("data"));
        Files.writeString(environment.data().resolve("data/table"), "rows");

        provide(directory("data"));

        assertThat(environment.data().resolve("data/table")).hasContent("rows");
    }

    @Test
    void beginsAFileWithWhatItHoldsOutside() throws IOException {
        Files.writeString(project.resolve("app.db"), "seed");

        provide(file("app.db"));

        assertThat(environment.data().resolve("app.db")).hasContent("seed");
    }

    @Test
    void copiesAFileOnlyOnce() throws IOException {
        Files.writeString(project.resolve("app.db"), "seed");
        provide(file("app.db"));
        Files.writeString(environment.data().resolve("app.db"), "written by a container");

        provide(file("app.db"));

        assertThat(environment.data().resolve("app.db")).hasContent("written by a container");
        assertThat(project.resolve("app.db")).hasContent("seed");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysWhatToDoAboutAFileThatCannotBeRead() {
        PathMove move = move(UNREADABLE, "memory", true);

        assertThatThrownBy(() -> provide(move))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'%s' cannot be read".formatted(UNREADABLE))
                .hasMessageContaining("Make it readable for " + System.getProperty("user.name"))
                .hasMessageContaining("-Desb.share=" + UNREADABLE);
    }

    @Test
    void refusesALinkThatLeadsOutOfTheEnvironment() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createDirectories(environment.data());
        Files.createSymbolicLink(environment.data().resolve("var"), outside);

        assertThatThrownBy(() -> provide(directory("var/data")))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining(
                        "'%s' leads out".formatted(environment.data().resolve("var")))
                .hasMessageContaining("mvn esb:down");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void writesNoFileThroughALinkThatLeadsOut() throws IOException {
        Files.writeString(project.resolve("app.db"), "seed");
        Path outside = Files.writeString(directory.resolve("outside"), "of another program");
        Files.createDirectories(environment.data());
        Files.createSymbolicLink(environment.data().resolve("app.db"), outside);

        assertThatThrownBy(() -> provide(file("app.db")))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("leads out");
        assertThat(outside).hasContent("of another program");
    }

    @Test
    void saysWhatALinkIsThatLeadsNowhere() throws IOException {
        Files.createDirectories(environment.data());
        Path link = Files.createSymbolicLink(environment.data().resolve("var"), directory.resolve("gone"));

        assertThatThrownBy(() -> provide(directory("var/data")))
                .isInstanceOf(EsbException.class)
                .hasMessage("'%s' leads to '%s', which is not there, by a link that a container or another program has"
                                .formatted(link, directory.resolve("gone"))
                        + " made there. Take the environment down, and its directory goes with it: mvn esb:down"
                        + " -Desb.env=a -Desb.stack=shop");
        assertThat(directory.resolve("gone")).doesNotExist();
    }

    @Test
    void followsALinkThatStaysInside() throws IOException {
        Files.createDirectories(environment.data().resolve("disk"));
        Files.createSymbolicLink(environment.data().resolve("var"), Path.of("disk"));

        provide(directory("var/data"));

        assertThat(environment.data().resolve("disk/data")).isDirectory();
    }

    @Test
    void makesNothingWhereNothingMoves() throws IOException {
        provide();

        assertThat(environment.config()).doesNotExist();
    }

    private PathMove directory(String path) {
        return move(project.resolve(path), path, false);
    }

    private PathMove file(String path) {
        return move(project.resolve(path), path, true);
    }

    private PathMove move(Path written, String path, boolean isFile) {
        return new PathMove(written, isFile, new OnHost(environment.data().resolve(path)), false);
    }

    private void provide(PathMove... moves) throws IOException {
        DataDirectory.provide(List.of(moves), EnvironmentKey.of("a", "shop"), environment, ENGINE);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
