package dev.esb.moved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.RecordedMessages;
import dev.esb.docker.ContainerCommand.CopyOut;
import dev.esb.docker.ContainerCommand.CreateWithVolumes;
import dev.esb.docker.ContainerCommand.ExtractFrom;
import dev.esb.docker.ContainerCommand.Pause;
import dev.esb.docker.ContainerCommand.Unpause;
import dev.esb.docker.DockerCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ImageCommand.ImportEmpty;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Remove;
import dev.esb.docker.VolumeCommand.Create;
import dev.esb.docker.VolumeCommand.RemoveUnused;
import dev.esb.environment.ByteSize;
import dev.esb.environment.VolumeOverlay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PausedCopiesTest {
    private static final int LIMIT = 5_000;

    private final FakeDocker docker = new FakeDocker();
    private final List<String> extracted = new ArrayList<>();
    private final RecordedMessages messages = new RecordedMessages();
    private int waits;
    private int looks;

    @BeforeEach
    void answer() {
        docker.every(ImportEmpty.class, command -> "sha256:a1")
                .every(CreateWithVolumes.class, PausedCopiesTest::id)
                .every(Pause.class, command -> true)
                .every(CopyOut.class, command -> new FakeDocker.Bytes(bytes("archive of " + command.path())))
                .every(ExtractFrom.class, this::extract);
    }

    @Test
    void copiesAllWhileAllThatWriteToItArePaused() {
        make(source("rows", "web", "db"), source("files", "db"));

        assertThat(docker.calls().stream().map(PausedCopiesTest::word))
                .containsSubsequence(
                        "Create esb-a_rows",
                        "Create esb-a_files",
                        "CreateWithVolumes esb-paused-db",
                        "Pause db",
                        "CreateWithVolumes esb-paused-web",
                        "Pause web",
                        "ExtractFrom writer:/",
                        "ExtractFrom writer:/",
                        "Remove [reader, writer]");
        assertThat(docker.calls(Unpause.class))
                .containsExactlyInAnyOrder(new Unpause(List.of("db")), new Unpause(List.of("web")));
        assertThat(extracted).containsExactly("archive of /from/esb0", "archive of /from/esb1");
        assertThat(docker.calls(RemoveUnused.class)).isEmpty();
        assertThat(messages.infos).containsExactly("Copying 'shop-rows', 'shop-files'; meanwhile paused: db, web");
    }

    /** A later process, which finds the record, lets the container go on. Nothing that is copied can be written to by what was made for it. */
    @Test
    void leavesARecordThatMountsWhatIsFilled() {
        make(source("rows", "db"));

        assertThat(docker.calls(CreateWithVolumes.class)).last().satisfies(command -> {
            assertThat(command.volumes()).isEqualTo(Map.of("/esb0", "esb-a_rows"));
            assertThat(command.labels())
                    .containsEntry("com.docker.compose.project", "esb-a")
                    .containsEntry("com.docker.compose.service", "(paused copy)")
                    .containsEntry("dev.esb.build", "b")
                    .doesNotContainKey("com.docker.compose.config-hash");
        });
        assertThat(docker.calls(CreateWithVolumes.class))
                .filteredOn(command -> !command.read().isEmpty())
                .singleElement()
                .satisfies(command -> {
                    assertThat(command.read()).isEqualTo(Map.of("/from/esb0", "shop-rows"));
                    assertThat(command.volumes()).isEmpty();
                });
    }

    @Test
    void leavesAContainerPausedThatItsUserHasPaused() {
        docker.every(Pause.class, command -> false);

        make(source("rows", "db"));

        assertThat(extracted).hasSize(1);
        assertThat(docker.calls(Unpause.class)).isEmpty();
        assertThat(docker.calls(Remove.class)).first().isEqualTo(new Remove(Kind.CONTAINER, List.of("esb-paused-db")));
    }

    @Test
    void letsTheContainerGoOnAndLeavesNothingWhereThereIsTooMuch() {
        docker.every(CopyOut.class, command -> new FakeDocker.Bytes(new byte[LIMIT + 1]));

        assertThatThrownBy(() -> make(source("rows", "db")))
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "'shop-rows' is larger than 5 KB (esb.copyLimit), and has to be copied: esb.isolate names it, and the container 'db' has it mounted for writing. Allow more (-Desb.copyLimit=SIZE), stop what writes to it while the environment comes up, or take it out of esb.isolate, to use it together.");

        assertIsAsBefore();
    }

    @Test
    void letsTheContainerGoOnWhereTheDiskIsFull() {
        docker.everyFails(ExtractFrom.class, 1, "write /esb0/rows: no space left on device");

        assertThatThrownBy(() -> make(source("rows", "db")))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("There is no room on the engine's disk for a copy of 'shop-rows'");

        assertIsAsBefore();
    }

    /** What is extracted then ends in the middle, which says nothing. */
    @Test
    void saysWhyWhatIsCopiedCannotBeRead() {
        docker.everyFails(CopyOut.class, 1, "Error response from daemon: open /from/esb0/key: permission denied")
                .every(ExtractFrom.class, command -> {
                    extract(command);
                    return FakeDocker.failure(1, "Error response from daemon: unexpected EOF");
                });

        assertThatThrownBy(() -> make(source("rows", "db"))).hasMessageContaining("permission denied");

        assertIsAsBefore();
    }

    @Test
    void saysSoWhereTheEngineCannotPause() {
        docker.everyFails(Pause.class, 1, "Error response from daemon: cgroups: not supported");

        assertThatThrownBy(() -> make(source("rows", "db")))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("The container 'db' cannot be paused while what it writes to is copied")
                .hasMessageContaining("cgroups: not supported");

        assertIsAsBefore();
        assertThat(docker.calls(ExtractFrom.class)).isEmpty();
    }

    @Test
    void waitsForAnotherEnvironmentThatHasTheContainerPaused() {
        docker.every(
                CreateWithVolumes.class,
                command -> command.name().isPresent() && waits < 2
                        ? FakeDocker.failure(
                                1,
                                "Conflict. The container name \"/esb-paused-db\" is already in use by container \"1\".")
                        : id(command));

        make(source("rows", "db"));

        assertThat(waits).isEqualTo(2);
        assertThat(looks).isEqualTo(1);
        assertThat(docker.calls(Pause.class)).hasSize(1);
        assertThat(messages.infos).contains("Waiting until another environment lets 'db' go on, which copies from it");
    }

    @Test
    void doesNotWaitForEver() {
        docker.every(
                CreateWithVolumes.class,
                command -> command.name().isPresent()
                        ? FakeDocker.failure(1, "the container name \"esb-paused-db\" is already in use by 12.")
                        : id(command));

        assertThatThrownBy(() -> make(source("rows", "db")))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("has the container 'db' paused")
                .hasMessageContaining("mvn esb:prune");

        assertThat(docker.calls(RemoveUnused.class)).containsExactly(new RemoveUnused(List.of("esb-a_rows")));
        assertThat(docker.calls(Unpause.class)).isEmpty();
    }

    @Test
    void runsNoCommandWhereThereIsNothingToCopy() {
        make();

        assertThat(docker.calls()).isEmpty();
    }

    private void assertIsAsBefore() {
        assertThat(docker.calls(Unpause.class)).containsExactly(new Unpause(List.of("db")));
        assertThat(docker.calls(Remove.class))
                .containsExactly(
                        new Remove(Kind.CONTAINER, List.of("esb-paused-db")),
                        new Remove(Kind.CONTAINER, List.of("reader", "writer")));
        assertThat(docker.calls(RemoveUnused.class)).containsExactly(new RemoveUnused(List.of("esb-a_rows")));
    }

    private void make(PausedCopies.Source... sources) {
        try (HolderImage image = new HolderImage(docker, "esb-a")) {
            new PausedCopies(docker, new ByteSize(LIMIT), messages, () -> looks++, time -> waits++)
                    .make(List.of(sources), "esb-a", Map.of("dev.esb.build", "b"), image);
        }
    }

    private static PausedCopies.Source source(String key, String... writers) {
        Overlay overlay = Overlay.of(new VolumeOverlay(key, "esb-a_" + key, "shop-" + key));
        return new PausedCopies.Source(overlay, "shop-" + key, List.of(writers));
    }

    private static String id(CreateWithVolumes command) {
        return command.name().orElse(command.read().isEmpty() ? "writer" : "reader");
    }

    private Object extract(ExtractFrom command) {
        try {
            extracted.add(new String(command.archive().readAllBytes(), StandardCharsets.UTF_8));
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String word(DockerCommand<?> command) {
        String subject = "";
        if (command instanceof Create create) {
            subject = create.name();
        } else if (command instanceof CreateWithVolumes create) {
            subject = id(create);
        } else if (command instanceof Pause pause) {
            subject = pause.container();
        } else if (command instanceof Unpause unpause) {
            subject = unpause.containers().toString();
        } else if (command instanceof ExtractFrom extract) {
            subject = extract.container() + ":" + extract.target();
        } else if (command instanceof Remove remove) {
            subject = remove.ids().toString();
        }
        return (command.getClass().getSimpleName() + " " + subject).strip();
    }
}
