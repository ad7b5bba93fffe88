package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.docker.FakeDocker;
import dev.esb.docker.HostProgram;
import dev.esb.docker.ImageCommand;
import dev.esb.engine.EnginePlace;
import dev.esb.engine.EnginePlace.Beside;
import dev.esb.engine.EnginePlace.Beside.BoundPath;
import dev.esb.engine.EnginePlace.Elsewhere;
import dev.esb.engine.EnginePlace.Here;
import dev.esb.environment.MarkedDirectory;
import dev.esb.environment.SetAsideDirectory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class DirectoryRemovalTest {
    private static final String ENGINE = "engine-1";

    @TempDir
    private Path home;

    private final FakeDocker docker = UndeletableTree.removedBy(new FakeDocker());
    private final DirectoryRemoval removal = removal(new Here());
    private Path directory;

    @BeforeEach
    void create() throws IOException {
        directory = home.resolve("e2e-1");
        MarkedDirectory.create(directory, List.of(ENGINE));
    }

    @AfterEach
    void clean() {
        UndeletableTree.removeIn(home);
    }

    @Test
    void doesWithoutTheEngineWhereThisUserMay() throws IOException {
        Files.writeString(directory.resolve("file"), "mine");

        assertThat(removal.remove(directory)).isEmpty();

        assertThat(home).isEmptyDirectory();
        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void goesThroughTheEngineWhereThisUserMayNot() throws IOException {
        UndeletableTree.makeIn(directory);

        assertThat(removal.remove(directory)).isEmpty();

        assertThat(home).isEmptyDirectory();
        assertThat(docker.calls())
                .extracting(Object::getClass)
                .isEqualTo(List.of(ImageCommand.ImportEmpty.class, HostProgram.class, ImageCommand.RemoveUnused.class));
        assertThat(docker.calls(ImageCommand.ImportEmpty.class))
                .containsExactly(new ImageCommand.ImportEmpty("com.docker.compose.project=esb-e2e-1"));
        assertThat(docker.calls(ImageCommand.RemoveUnused.class))
                .containsExactly(new ImageCommand.RemoveUnused(List.of(UndeletableTree.IMAGE)));
        assertThat(docker.calls(HostProgram.class))
                .singleElement()
                .satisfies(command -> assertThat(command.labels()).containsOnlyKeys("dev.esb.build"));
    }

    /** Otherwise, the next environment of the name would begin with half of it, should the engine be killed in the middle. */
    @Test
    void hasMovedItOutOfTheWayBeforeItGoesThroughTheEngine() throws IOException {
        UndeletableTree.makeIn(directory);
        docker.every(HostProgram.class, command -> {
            assertThat(directory).doesNotExist();
            assertThat(MarkedDirectory.isOne(command.hostDirectory())).isTrue();
            return FakeDocker.failure(137, "");
        });

        assertThat(removal.remove(directory)).isPresent();

        assertThat(docker.calls(HostProgram.class)).hasSize(1);
    }

    @Test
    void namesTheDirectoryAndTheCommandForRootWhereTheEngineCannotEither() throws IOException {
        UndeletableTree.makeIn(directory);
        docker.everyFails(
                HostProgram.class,
                125,
                "docker: Error response from daemon: invalid mount config\nSee 'docker run --help'.");

        String left = removal.remove(directory).orElseThrow();

        Path aside = SetAsideDirectory.allOf(directory).get(0);
        assertThat(directory).doesNotExist();
        assertThat(left)
                .startsWith("The directory '%s' could not be removed: ".formatted(aside))
                .contains(
                        "Through the engine it could not be either: docker: Error response from daemon: invalid mount config.")
                .endsWith("sudo rm -rf '%s'".formatted(aside));
        assertThat(docker.calls(ImageCommand.RemoveUnused.class)).hasSize(1);
    }

    @Test
    void asksAnEngineForTheDirectoryUnderItsOwnPath() throws IOException {
        UndeletableTree.makeIn(directory);
        List<Path> asked = new ArrayList<>();
        docker.every(HostProgram.class, command -> {
            asked.add(command.hostDirectory());
            return FakeDocker.failure(125, "no");
        });
        BoundPath mount = new BoundPath(Path.of("/srv/home"), home);

        String left = removal(new Beside("c1", "172.17.0.1", List.of(mount)))
                .remove(directory)
                .orElseThrow();

        Path aside = SetAsideDirectory.allOf(directory).get(0);
        assertThat(asked).containsExactly(Path.of("/srv/home").resolve(aside.getFileName()));
        assertThat(left).contains(aside.toString());
    }

    @Test
    void asksNoEngineThatDoesNotSeeTheDirectory() throws IOException {
        UndeletableTree.makeIn(directory);

        String left = removal(new Elsewhere("build.example")).remove(directory).orElseThrow();

        Path aside = SetAsideDirectory.allOf(directory).get(0);
        assertThat(directory).doesNotExist();
        assertThat(left)
                .contains("Through the engine it could not be either: it does not see the directory.")
                .endsWith("sudo rm -rf '%s'".formatted(aside));
        assertThat(docker.calls()).isEmpty();
    }

    private DirectoryRemoval removal(EnginePlace place) {
        return new DirectoryRemoval(docker, List.of(ENGINE), "esb-e2e-1", () -> place);
    }

    @Test
    void triesWhatItHasMovedOutOfTheWayOnceMore() throws IOException {
        UndeletableTree.makeIn(directory);
        Path aside = SetAsideDirectory.of(directory);
        MarkedDirectory.create(directory, List.of(ENGINE));

        assertThat(removal.remove(aside)).isEmpty();

        assertThat(home).isDirectoryContaining(path -> path.equals(directory));
        assertThat(aside).doesNotExist();
    }

    @Test
    void leavesWhatIsOfAnotherEngineOrOfNoEnvironment() throws IOException {
        Path foreign = home.resolve("foreign");
        MarkedDirectory.create(foreign, List.of("engine-2"));
        UndeletableTree.makeIn(foreign);
        Path unmarked = Files.createDirectory(home.resolve("unmarked"));
        UndeletableTree.makeIn(unmarked);

        assertThat(removal.remove(foreign)).isEmpty();
        assertThat(removal.remove(unmarked)).isEmpty();

        assertThat(foreign.resolve("data")).exists();
        assertThat(unmarked.resolve("data")).exists();
        assertThat(docker.calls()).isEmpty();
    }

    @Test
    @DisabledIf(value = "dev.esb.Account#isRoot", disabledReason = "root sees what is in any directory")
    void looksIntoAClosedDirectoryThroughTheEngineFirst() throws IOException {
        Files.createDirectory(directory.resolve("data"));
        docker.every(HostProgram.class, command -> asRoot(command, ENGINE));
        close(directory);

        assertThat(removal.remove(directory)).isEmpty();

        assertThat(home).isEmptyDirectory();
        assertThat(docker.calls(HostProgram.class).get(0).isReadOnly()).isTrue();
        assertThat(docker.calls(HostProgram.class).get(0).program())
                .containsExactly("cat", "/directory/.esb-environment");
    }

    @Test
    @DisabledIf(value = "dev.esb.Account#isRoot", disabledReason = "root sees what is in any directory")
    void leavesAClosedDirectoryOfAnotherEngine() throws IOException {
        docker.every(HostProgram.class, command -> asRoot(command, "engine-2"));
        close(directory);

        assertThat(removal.remove(directory)).isEmpty();

        assertThat(directory).exists();
        assertThat(docker.calls(HostProgram.class)).hasSize(1);
        open(directory);
    }

    private static Object asRoot(HostProgram command, String engine) {
        if (command.program().get(0).equals("cat")) {
            return "engine " + engine + "\n";
        }
        open(command.hostDirectory());
        UndeletableTree.removeIn(command.hostDirectory());
        close(command.hostDirectory());
        return "";
    }

    private static void close(Path directory) {
        setPermissions(directory, "---------");
    }

    private static void open(Path directory) {
        setPermissions(directory, "rwx------");
    }

    private static void setPermissions(Path directory, String permissions) {
        try {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    @DisabledIf(value = "dev.esb.Account#isRoot", disabledReason = "root may rename anything")
    void failsWhereItCanNotEvenBeMovedOutOfTheWay() throws IOException {
        UndeletableTree.makeIn(directory);
        setPermissions(home, "r-xr-xr-x");
        try {
            assertThatThrownBy(() -> removal.remove(directory)).isInstanceOf(AccessDeniedException.class);
        } finally {
            open(home);
        }
        assertThat(docker.calls()).isEmpty();
    }
}
