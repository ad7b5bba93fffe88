package dev.esb.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.changes.Changes.Changed;
import dev.esb.changes.Changes.NotCompared;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerCommand.CopyOut;
import dev.esb.docker.ContainerDetails;
import dev.esb.docker.ContainerDetails.VolumeMount;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ImageCommand;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.PathVolume;
import dev.esb.moved.DirectoryIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class EnvironmentChangesTest {
    private static final String PROJECT = "esb-e2e";
    private static final String HELPER = "f00d";

    @TempDir
    private Path directory;

    private Path data;
    private Path conf;
    private final FakeDocker docker = new FakeDocker();

    @BeforeEach
    void start() throws IOException {
        data = Files.createDirectory(directory.resolve("data"));
        conf = Files.writeString(directory.resolve("app.conf"), "one");
        docker.every(ContainerCommand.Details.class, command -> List.of(details("app", List.of(), List.of())));
        docker.answer(new ContainerCommand.ListAll(ComposeLabels.ofProject(PROJECT)), List.of(app(), holder()));
        docker.every(ImageCommand.ImportEmpty.class, command -> "image");
        docker.every(ContainerCommand.CreateWithVolumes.class, command -> HELPER);
        docker.answer(
                new ResourceCommand.ListLabelled(
                        Kind.CONTAINER, ComposeLabels.ofProject(PROJECT), List.of(ComposeLabels.WORKING_DIRECTORY)),
                List.of(new Resource(
                        Kind.CONTAINER, "app", "app", Map.of(ComposeLabels.WORKING_DIRECTORY, directory.toString()))));
    }

    @Test
    void readsAnOverlayInTheContainerThatKeepsIt() {
        PathVolume volume = new PathVolume(data, false).asOverlay();
        volumes(volume(volume, DirectoryIdentity.of(data), ""));
        String name = volume.name(PROJECT);
        docker.answer(
                new ContainerCommand.Details(List.of("holder")),
                List.of(details("esb-holder", List.of(), List.of(new VolumeMount(name, "", "/esb/3/merged")))));
        prints("esb-holder:/esb/3/upper", new Archive(data).directory("upper").file("upper/new", "1"));

        Changes changes = find(Optional.empty());

        assertThat(changes.changed()).contains(new Changed(data.toString(), name, "added", "new", "file"));
        assertThat(docker.calls(ContainerCommand.CreateWithVolumes.class)).isEmpty();
    }

    @Test
    void readsOtherVolumesInAContainerThatItRemoves() {
        PathVolume file = new PathVolume(conf, true).asCopy("digest");
        PathVolume empty = new PathVolume(directory.resolve("new"), false);
        PathVolume copy = new PathVolume(data, false).asCopy();
        PathVolume onlyRead = new PathVolume(directory.resolve("ro"), false).asCopy("digest");
        volumes(
                volume(file, "", "digest"),
                volume(empty, "", ""),
                volume(copy, "", ""),
                volume(onlyRead, "", "digest"));
        prints(HELPER + ":/esb/0/app.conf", new Archive(data).file("app.conf", "two"));
        prints(HELPER + ":/esb/1", new Archive(data).directory("1").file("1/a", ""));
        prints(HELPER + ":/esb/2", new Archive(data).directory("2").file("2/b", ""));

        Changes changes = find(Optional.of(directory.resolve("out")));

        assertThat(changes.changed())
                .extracting(
                        change -> change.change() + " " + Path.of(change.path()).getFileName() + " " + change.file())
                .contains("changed app.conf ", "added new b", "added data a")
                .noneMatch(text -> text.contains(" ro "));
        assertThat(directory.resolve("out/app.conf")).hasContent("two");
        assertThat(directory.resolve("out/data/a")).exists();
        assertThat(docker.calls(ContainerCommand.CreateWithVolumes.class))
                .singleElement()
                .satisfies(created -> assertThat(created.volumes().values())
                        .containsExactlyInAnyOrder(file.name(PROJECT), empty.name(PROJECT), copy.name(PROJECT)));
        assertThat(docker.calls()).contains(new ResourceCommand.Remove(Kind.CONTAINER, List.of(HELPER)));
        assertThat(docker.calls()).endsWith(new ImageCommand.RemoveUnused(List.of("image")));
    }

    @Test
    void removesTheContainerAndTheCopyWhereSomethingFails() {
        volumes(volume(new PathVolume(directory.resolve("new"), false), "", ""));
        Archive archive = new Archive(data).directory("0").file("0/../../x", "");
        prints(HELPER + ":/esb/0", archive);

        assertThatThrownBy(() -> find(Optional.of(directory.resolve("out")))).isInstanceOf(EsbException.class);

        assertThat(docker.calls()).contains(new ResourceCommand.Remove(Kind.CONTAINER, List.of(HELPER)));
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("data", "app.conf");
    }

    /** Others go on to change the original, so a difference says nothing about the environment. */
    @Test
    void doesNotCompareWhatWasCopiedWhileOthersWerePaused() {
        volumes(
                volume(new PathVolume(data, false).asOverlay(), "", ""),
                new Resource(Kind.VOLUME, "esb-e2e_rows", "esb-e2e_rows", Map.of("dev.esb.below", "shop-rows")));

        Changes changes = find(Optional.empty());

        assertThat(changes.changed()).isEmpty();
        assertThat(changes.notCompared()).extracting(NotCompared::path).containsExactly(data.toString(), "shop-rows");
    }

    @Test
    void saysOfWhatNothingCanBeSaid() {
        volumes(volume(new PathVolume(data, false).asOverlay(), "17", ""));
        docker.answer(new ContainerCommand.Details(List.of("holder")), List.of());
        Path onHost = directory.resolve("home/e2e/data");
        docker.answer(
                new ContainerCommand.Details(List.of("app")),
                List.of(details("app", List.of("/etc/hosts", onHost + "/state"), List.of())));

        Changes changes = find(Optional.empty());

        assertThat(changes.changed()).isEmpty();
        assertThat(changes.notCompared())
                .extracting(Changes.NotCompared::path)
                .containsExactly(onHost + "/state", data.toString());
    }

    private Changes find(Optional<Path> copy) {
        return new EnvironmentChanges(docker, PROJECT, List.of(app()), directory.resolve("home/e2e/data")).find(copy);
    }

    private void volumes(Resource... volumes) {
        docker.answer(
                new ResourceCommand.ListLabelled(
                        Kind.VOLUME,
                        ComposeLabels.ofProject(PROJECT),
                        List.of(
                                EnvironmentLabels.PATH,
                                EnvironmentLabels.BELOW,
                                EnvironmentLabels.OVERLAY,
                                EnvironmentLabels.COPY)),
                List.of(volumes));
    }

    private static Resource volume(PathVolume volume, String identity, String copy) {
        Map<String, String> labels = Map.of(
                EnvironmentLabels.PATH,
                volume.path().toString(),
                EnvironmentLabels.OVERLAY,
                identity,
                EnvironmentLabels.COPY,
                copy);
        return new Resource(Kind.VOLUME, volume.name(PROJECT), volume.name(PROJECT), labels);
    }

    private void prints(String place, Archive archive) {
        FakeDocker.Bytes bytes = archive.ended();
        String[] parts = place.split(":");
        docker.then(new CopyOut(parts[0], parts[1]), command -> bytes);
    }

    private static ContainerSummary app() {
        return new ContainerSummary("app", "app", PROJECT, "app", 1, "running", "Up", List.of());
    }

    private static ContainerSummary holder() {
        return new ContainerSummary("holder", "esb-holder", PROJECT, "(overlays)", 0, "created", "Created", List.of());
    }

    private static ContainerDetails details(String name, List<String> binds, List<VolumeMount> mounts) {
        return new ContainerDetails(name, name, "", List.of(), binds, mounts);
    }
}
