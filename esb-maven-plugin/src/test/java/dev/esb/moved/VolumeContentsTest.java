package dev.esb.moved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.esb.EsbException;
import dev.esb.RecordedMessages;
import dev.esb.docker.ContainerCommand.CopyInto;
import dev.esb.docker.ContainerCommand.CopyOut;
import dev.esb.docker.ContainerCommand.CopyTree;
import dev.esb.docker.ContainerCommand.CreateWithVolumes;
import dev.esb.docker.ContainerCommand.ExtractInto;
import dev.esb.docker.DockerException;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ImageCommand.ImportEmpty;
import dev.esb.docker.ImageCommand.RemoveUnused;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.ResourceCommand.Remove;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand;
import dev.esb.docker.VolumeCommand.Create;
import dev.esb.docker.VolumeCommand.Labels;
import dev.esb.environment.PathCopy;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeContentsTest {
    private static final String PROJECT = "esb-a";
    private static final String IMAGE = "sha256:a1";
    private static final String NAME = "com.docker.compose.project";

    @TempDir
    private Path directory;

    private final FakeDocker docker = new FakeDocker();
    private final List<String> copied = new ArrayList<>();
    private final RecordedMessages messages = new RecordedMessages();
    private PathVolume volume;

    @BeforeEach
    void answer() {
        volume = new PathVolume(directory.resolve("var"), false);
        docker.every(Labels.class, command -> Map.of())
                .every(ImportEmpty.class, command -> IMAGE)
                .every(CreateWithVolumes.class, command -> "helper")
                .every(CopyInto.class, command -> {
                    copied.add("%s to %s".formatted(command.source().getFileName(), command.target()));
                    return null;
                })
                .every(CopyTree.class, command -> {
                    copied.add("%s to %s".formatted(command.source().getFileName(), command.target()));
                    return null;
                })
                .every(ExtractInto.class, command -> {
                    copied.add("%s to %s".formatted(names(command.archive()), command.target()));
                    return null;
                });
    }

    @Test
    void runsNoCommandWhereNothingHasToBeThere() throws IOException {
        provide(
                new PathMove(volume.path(), false, new InVolume(volume, ""), false),
                new PathMove(directory.resolve("kept"), true, new InVolume(volume, "kept"), true));

        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void makesTheVolumeAsComposeWouldAndPutsEverythingIntoIt() throws IOException {
        provide(file("app.conf"), directory("log/today"), directory("log/today/old"));

        assertThat(docker.calls(Create.class))
                .containsExactly(new Create(
                        volume.name(PROJECT),
                        Map.of(
                                NAME,
                                PROJECT,
                                "com.docker.compose.volume",
                                volume.key(),
                                "dev.esb.path",
                                "/cost$",
                                "dev.esb.build",
                                "1 of test")));
        assertThat(docker.calls(ImportEmpty.class))
                .containsExactly(new ImportEmpty("com.docker.compose.project=esb-a"));
        assertThat(docker.calls(CreateWithVolumes.class)).singleElement().satisfies(command -> {
            assertThat(command.volumes()).isEqualTo(Map.of("/esb/0", volume.name(PROJECT)));
            assertThat(command.labels()).containsEntry(NAME, PROJECT).containsEntry("dev.esb.build", "1 of test");
        });
        assertThat(copied)
                .containsExactly(
                        "app.conf to /esb/0/app.conf", "[log/, log/today/] to /esb/0", "[old/] to /esb/0/log/today");
        assertThat(docker.calls(CopyOut.class)).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void leavesWhatIsThereAlone() throws IOException {
        docker.every(Labels.class, command -> Map.of(volume.name(PROJECT), Set.of()));
        docker.everyFails(
                CopyOut.class, 1, "Error response from daemon: Could not find the file /esb/0/x in container helper");
        docker.printsUntilStopped(new CopyOut("helper", "/esb/0/app.conf"), () -> {}, "app.conf\0\0\0of a container");
        docker.printsUntilStopped(new CopyOut("helper", "/esb/0/log"), () -> {}, "log/\0\0\0");

        provide(file("app.conf"), directory("log/today"));

        assertThat(docker.calls(Create.class)).isEmpty();
        assertThat(copied).containsExactly("[today/] to /esb/0/log");
    }

    @Test
    void copiesATreeIntoANewVolumeAndWhatIsBelowItWithIt() throws IOException {
        docker.everyFails(CopyOut.class, 1, "Could not find the file /esb/0/x in container helper");

        provide(
                tree(volume.path(), "", false, 10),
                tree(volume.path().resolve("sub"), "sub", false, 5),
                directory("missing/too"));

        assertThat(copied).containsExactly("var to /esb/0", "[missing/, missing/too/] to /esb/0");
        // Whether "missing" is in the tree is not known.
        assertThat(docker.calls(CopyOut.class)).hasSize(2);
        assertThat(messages.infos).isEmpty();
    }

    @Test
    void leavesACopyAloneThatContainersChangeAndRenewsOneThatTheyOnlyRead() throws IOException {
        docker.every(Labels.class, command -> Map.of(volume.name(PROJECT), Set.of()));
        docker.everyFails(CopyOut.class, 1, "Could not find the file /esb/0/x in container helper");
        docker.printsUntilStopped(new CopyOut("helper", "/esb/0/old"), () -> {}, "old/\0\0\0");

        provide(
                tree(volume.path(), "", false, 10),
                tree(volume.path().resolve("new"), "new", false, 5),
                tree(volume.path().resolve("old"), "old", false, 5));
        assertThat(copied).containsExactly("new to /esb/0/new");

        copied.clear();
        provide(tree(volume.path(), "", true, 12_000_000));
        assertThat(copied).containsExactly("var to /esb/0");
        assertThat(messages.infos).containsExactly("Copying '%s' (12 MB) to the engine".formatted(volume.path()));
    }

    @Test
    void makesOnlyWhatIsMissingInAVolumeOverADirectory() throws IOException {
        volume = volume.asOverlay();
        docker.every(Labels.class, command -> Map.of(volume.name(PROJECT), Set.of()));
        docker.everyFails(CopyOut.class, 1, "Could not find the file /esb/0/new in container helper");
        Files.createDirectories(volume.path().resolve("there"));

        provide(
                new PathMove(volume.path(), false, new InVolume(volume, ""), false),
                new PathMove(volume.path().resolve("there"), false, new InVolume(volume, "there"), false),
                new PathMove(volume.path().resolve("new"), false, new InVolume(volume, "new"), false));

        assertThat(copied).containsExactly("[new/] to /esb/0");
        assertThat(docker.calls(Create.class)).isEmpty();
    }

    @Test
    void copiesNothingThatTheEnvironmentHas() throws IOException {
        provide(new PathMove(volume.path(), false, new InVolume(volume, ""), true, Optional.of(new PathCopy(true, 5))));

        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void removesCopiesThatWereReplaced() throws IOException {
        PathVolume current = volume.asCopy("2");
        docker.every(
                ListLabelled.class,
                command -> List.of(
                        new Resource(Kind.VOLUME, "", "old", Map.of("dev.esb.copy", "1")),
                        new Resource(Kind.VOLUME, "", current.name(PROJECT), Map.of("dev.esb.copy", "2")),
                        new Resource(Kind.VOLUME, "", "other", Map.of("dev.esb.copy", ""))));
        VolumeContents contents =
                new VolumeContents(docker, PROJECT, new ObjectMapper().createObjectNode(), false, messages);

        contents.removeReplaced(List.of(tree(volume.path(), "", false, 5)));
        assertThat(docker.calls()).isEmpty();

        contents.removeReplaced(
                List.of(new PathMove(volume.path(), false, new InVolume(current, ""), true, Optional.empty())));
        assertThat(docker.calls()).endsWith(new VolumeCommand.RemoveUnused(List.of("old")));
    }

    private PathMove tree(Path path, String subpath, boolean isRenewed, long bytes) {
        return new PathMove(
                path, false, new InVolume(volume, subpath), false, Optional.of(new PathCopy(isRenewed, bytes)));
    }

    @Test
    void removesItsContainerAndImageAlsoWhereACopyFails() throws IOException {
        docker.everyFails(ExtractInto.class, 1, "no space left on device");

        assertThatThrownBy(() -> provide(directory("log"))).isInstanceOf(DockerException.class);

        assertNothingIsLeft();
    }

    @Test
    void saysWhatToDoWhereThereIsNoRoomForACopy() throws IOException {
        docker.everyFails(CopyInto.class, 1, "Error response from daemon: write /esb/0/seed: no space left on device");

        assertThatThrownBy(() -> provide(file("seed")))
                .isInstanceOf(EsbException.class)
                .hasMessageContainingAll(
                        "no room on the engine's disk for a copy of '%s/seed'".formatted(volume.path()),
                        "docker system df",
                        "-Desb.share=%s/seed".formatted(volume.path()));
        assertNothingIsLeft();
    }

    @Test
    void refusesAFileThatCannotBeReadBeforeItDoesAnything() {
        PathMove missing = new PathMove(directory.resolve("gone"), true, new InVolume(volume, "gone"), false);

        assertThatThrownBy(() -> provide(missing))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'%s' cannot be read".formatted(directory.resolve("gone")));
        assertThat(docker.calls()).isEmpty();
    }

    private void assertNothingIsLeft() {
        assertThat(docker.calls())
                .endsWith(new Remove(Kind.CONTAINER, List.of("helper")), new RemoveUnused(List.of(IMAGE)));
    }

    private PathMove file(String subpath) throws IOException {
        Files.createDirectories(volume.path());
        Path written = Files.writeString(volume.path().resolve(subpath), "seed");
        return new PathMove(written, true, new InVolume(volume, subpath), false);
    }

    private PathMove directory(String subpath) {
        return new PathMove(volume.path().resolve(subpath), false, new InVolume(volume, subpath), false);
    }

    private void provide(PathMove... moves) throws IOException {
        JsonNode model = new ObjectMapper().readTree("""
                {"volumes": {"%s": {"labels": {"dev.esb.path": "/cost$$", "dev.esb.build": "1 of test"}}}}
                """.formatted(volume.key()));
        new VolumeContents(docker, PROJECT, model, false, messages).provide(List.of(moves));
    }

    /** Of the entries of a tar archive, each of which is a block of 512 bytes that begins with the name. */
    private static List<String> names(String archive) {
        return Pattern.compile("(?s).{512}")
                .matcher(archive)
                .results()
                .map(block -> block.group().substring(0, block.group().indexOf('\0')))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
