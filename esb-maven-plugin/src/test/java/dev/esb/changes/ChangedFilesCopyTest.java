package dev.esb.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.docker.ContainerCommand.CopyOut;
import dev.esb.docker.FakeDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class ChangedFilesCopyTest {
    private static final Path STACK = Path.of("/home/me/shop");

    @TempDir
    private Path directory;

    private final FakeDocker docker = new FakeDocker();
    private final ContainerFiles all = new ContainerFiles(docker, "helper", "/esb/0");

    @Test
    void hasPathsOfTheStackFromThereAndOthersAsAWhole() throws IOException {
        prints(
                "",
                archive()
                        .directory("0")
                        .directory("0/d")
                        .file("0/d/täß", "1", 04750)
                        .file("0/shut", "2", 0400));

        int count = copied(STACK.resolve("data"), Path.of("/srv/data"));

        assertThat(count).isEqualTo(4);
        Path out = directory.resolve("out");
        assertThat(out.resolve("data/d/täß")).hasContent("1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve("data/d/täß"))))
                .isEqualTo("rwxr-x---");
        assertThat((int) Files.getAttribute(out.resolve("data/d/täß"), "unix:mode") & 07000)
                .isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve("srv/data/shut"))))
                .isEqualTo("r--------");
    }

    @Test
    void hasTheFilesOfTheStacksDirectoryInItself() throws IOException {
        prints("", archive().directory("0").file("0/a", "1"));
        Files.createDirectory(directory.resolve("out"));

        copied(STACK);

        assertThat(directory.resolve("out/a")).hasContent("1");
        assertThat(directory).isDirectoryNotContaining(path -> !path.endsWith("out"));
    }

    @Test
    void keepsLinksAndTakesTheContentOfAFurtherName() throws IOException {
        prints(
                "",
                archive()
                        .directory("0")
                        .link("0/away", "/etc/passwd")
                        .file("0/a", "1")
                        .hardLink("0/b", "0/a")
                        .pipe("0/pipe"));
        prints("/b", archive().file("b", "1"));

        int count = copied(STACK.resolve("data"));

        Path out = directory.resolve("out/data");
        assertThat(count).isEqualTo(3);
        assertThat(Files.readSymbolicLink(out.resolve("away"))).isEqualTo(Path.of("/etc/passwd"));
        assertThat(out.resolve("b")).hasContent("1");
        assertThat(Files.exists(out.resolve("pipe"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    /** As a container could only do that has the engine under its control. */
    @Test
    void writesThroughNoLink() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        prints("", archive().directory("0").link("0/d", outside.toString()).file("0/d/x", "1"));

        assertThatThrownBy(() -> copied(STACK))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("-Desb.copy=DIR")
                .hasMessageNotContaining("\n");
        assertThat(outside).isEmptyDirectory();
        assertThat(directory).isDirectoryNotContaining(path -> !path.equals(outside));
    }

    @Test
    void replacesNoFile() throws IOException {
        prints("", archive().directory("0").file("0/a", "1").file("0/a", "2"));

        assertThatThrownBy(() -> copied(STACK))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("a file is in the way");
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/../../x", "../x", "//x", "0/a/../../../x"})
    void writesNothingOutside(String name) {
        prints("", archive().directory("0").file("0/a", "1").file(name, "1"));
        Comparison.Part part = new Comparison.Part(all, "", List.of());
        String path = name.replaceFirst("^/?[^/]*/", "");

        assertThatThrownBy(() -> copied(List.of(STACK), List.of(added("a"), added(path)), part))
                .isInstanceOf(EsbException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anAbsoluteNameIsOneInTheDirectory() throws IOException {
        prints("", archive().directory("").directory("/etc").file("/etc/x", "1"));

        copied(STACK);

        assertThat(directory.resolve("out/etc/x")).hasContent("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/x"})
    void theTargetIsNeverLeft(String path) {
        try (CopyTarget target = new CopyTarget(directory.resolve("out"))) {
            assertThatThrownBy(() -> target.addFile(path, 0644)).isInstanceOf(EsbException.class);
            assertThatThrownBy(() -> target.addDirectory(path, 0755)).isInstanceOf(EsbException.class);
            assertThatThrownBy(() -> target.addLink(path, "x")).isInstanceOf(EsbException.class);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void leavesNothingWhereTheEngineFails() {
        docker.then(
                new CopyOut("helper", "/esb/0"),
                command -> new FakeDocker.Bytes(Arrays.copyOf(
                        archive().directory("0").file("0/a", "1").ended().bytes(), 1100)));

        assertThatThrownBy(() -> copied(List.of(STACK), List.of(added("a")), new Comparison.Part(all, "", List.of())))
                .hasMessageContaining("ends in the middle");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void copiesNothingThatWasNotChanged() throws IOException {
        prints(
                "",
                archive()
                        .directory("0")
                        .file("0/a", "1")
                        .file("0/b", "2")
                        .directory("0/r")
                        .file("0/r/x", "of before"));
        prints("/r", archive().directory("r").file("r/x", "of now"));
        List<FileChange> changes =
                List.of(added("a"), added("r/x"), new FileChange(FileChange.Kind.DELETED, "b", FileEntry.Kind.FILE));
        PathChanges path = new PathChanges(
                STACK.toString(),
                Optional.of(STACK),
                "volume",
                changes,
                List.of(new Comparison.Part(all, "", List.of("r")), new Comparison.Part(all, "r", List.of())));

        try (CopyTarget target = new CopyTarget(directory.resolve("out"))) {
            new ChangedFilesCopy(target, Optional.of(STACK)).add(path);
            target.complete();
        }

        assertThat(directory.resolve("out/a")).hasContent("1");
        assertThat(directory.resolve("out/b")).doesNotExist();
        assertThat(directory.resolve("out/r/x")).hasContent("of now");
    }

    @Test
    void hasThoseOfAVolumeUnderItsName() throws IOException {
        prints("", archive().directory("0").file("0/row", "1"));
        PathChanges volume = new PathChanges(
                "shop-rows",
                Optional.empty(),
                "esb-a_rows",
                List.of(added("row")),
                List.of(new Comparison.Part(all, "", List.of())));

        try (CopyTarget target = new CopyTarget(directory.resolve("out"))) {
            new ChangedFilesCopy(target, Optional.of(STACK)).add(volume);
            target.complete();
        }

        assertThat(directory.resolve("out/_volumes/shop-rows/row")).hasContent("1");
    }

    /** All that the archive has, at each of the paths. */
    private int copied(Path... paths) {
        Comparison comparison = Comparison.of(Original.NONE, all);
        return copied(List.of(paths), comparison.changes(), new Comparison.Part(all, "", List.of()));
    }

    private int copied(List<Path> paths, List<FileChange> changes, Comparison.Part part) {
        try (CopyTarget target = new CopyTarget(directory.resolve("out"))) {
            ChangedFilesCopy copy = new ChangedFilesCopy(target, Optional.of(STACK));
            paths.forEach(path ->
                    copy.add(new PathChanges(path.toString(), Optional.of(path), "volume", changes, List.of(part))));
            target.complete();
            return copy.count();
        }
    }

    private static FileChange added(String path) {
        return new FileChange(FileChange.Kind.ADDED, path, FileEntry.Kind.FILE);
    }

    private Archive archive() {
        return new Archive(directory);
    }

    private void prints(String path, Archive archive) {
        FakeDocker.Bytes bytes = archive.ended();
        docker.then(new CopyOut("helper", "/esb/0" + path), command -> bytes);
    }
}
