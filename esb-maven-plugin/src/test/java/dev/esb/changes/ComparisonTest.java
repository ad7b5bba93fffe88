package dev.esb.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.docker.ContainerCommand.CopyOut;
import dev.esb.docker.FakeDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class ComparisonTest {
    private static final String GONE = "Error response from daemon: Could not find the file";

    @TempDir
    private Path lower;

    private final FakeDocker docker = new FakeDocker().everyFails(CopyOut.class, 1, GONE);
    private final ContainerFiles holder = new ContainerFiles(docker, "holder", "/esb/0");

    @BeforeEach
    void fill() throws IOException {
        Files.setPosixFilePermissions(lower, PosixFilePermissions.fromString("rwxr-xr-x"));
        write("file", "of the host");
        write("sub/a", "a");
        write("sub/b", "b");
        Files.createSymbolicLink(lower.resolve("link"), Path.of("file"));
    }

    @Test
    void aDirectoryAndAFileThatWereOnlyCopiedUpAreNoChange() {
        has("upper", upper().directory("upper/sub").file("upper/sub/a", "a").link("upper/link", "file"));
        has("merged/sub/b", archive().file("b", "b"));

        assertThat(changes()).isEmpty();
    }

    @Test
    void contentPermissionsAndLinksAreChanges() {
        has(
                "upper",
                upper().directory("upper/sub")
                        .file("upper/sub/a", "x")
                        .file("upper/sub/b", "b", 0600)
                        .file("upper/file", "longer than on the host")
                        .link("upper/link", "sub"));

        assertThat(changes()).containsExactly("changed file", "changed link", "changed sub/a", "changed sub/b");
    }

    @Test
    void whatWasNotThereIsAddedInAllItsKinds() {
        has(
                "upper",
                upper().directory("upper/new")
                        .file("upper/new/c", "")
                        .pipe("upper/new/pipe")
                        .link("upper/new/up", "../..")
                        .file("upper/new-one", "1"));

        assertThat(changes())
                .containsExactly("added new", "added new/c", "added new/pipe", "added new/up", "added new-one");
        // Nothing says that it could be a directory that was renamed.
        assertThat(docker.calls(CopyOut.class)).containsExactly(new CopyOut("holder", "/esb/0/upper"));
    }

    @Test
    void aWhiteoutIsOneDeletedThing() {
        has("upper", upper().whiteout("upper/sub").whiteout("upper/file").whiteout("upper/never-there"));

        assertThat(changes()).containsExactly("deleted file", "deleted sub");
    }

    @Test
    void aDirectoryThatWasMadeAgainLacksWhatWasInIt() {
        has("upper", upper().directory("upper/sub").file("upper/sub/a", "a").file("upper/sub/c", "c"));
        has("merged/sub", archive().directory("sub").file("sub/a", "a").file("sub/c", "c"));

        assertThat(changes()).containsExactly("deleted sub/b", "added sub/c");
    }

    @Test
    void aRenamedDirectoryHasWhatItHadBefore() {
        has("upper", upper().directory("upper/moved").file("upper/moved/c", "c").whiteout("upper/sub"));
        has(
                "merged/moved",
                archive()
                        .directory("moved")
                        .file("moved/a", "a")
                        .file("moved/b", "b")
                        .file("moved/c", "c"));

        assertThat(changes())
                .containsExactly("added moved", "added moved/a", "added moved/b", "added moved/c", "deleted sub");
    }

    @Test
    void aRenamedDirectoryIsSeenAlsoWhereAnotherOneHasAllOfItsNames() {
        has(
                "upper",
                upper().directory("upper/moved")
                        .directory("upper/sub")
                        .file("upper/sub/a", "a")
                        .file("upper/sub/b", "b"));
        has("merged/moved", archive().directory("moved").file("moved/a", "a").file("moved/b", "b"));

        assertThat(changes()).containsExactly("added moved", "added moved/a", "added moved/b");
    }

    @Test
    void aDirectoryInPlaceOfAnotherOneCanHaveTheSameNames() throws IOException {
        write("other/a", "A");
        has("upper", upper().directory("upper/sub").directory("upper/other"));
        Archive other = archive().changedAt(7).directory("sub").file("sub/a", "A");
        has("merged/sub/a", archive().changedAt(7).file("a", "A"));
        has("merged/sub/b", archive().changedAt(7).file("b", "B"));
        has("merged/sub", other);
        has("merged/other/a", archive().changedAt(8).file("a", "a"));
        has("merged/other", archive().directory("other").file("other/a", "a").file("other/b", "b"));

        assertThat(changes()).containsExactly("changed other/a", "added other/b", "changed sub/a", "deleted sub/b");
    }

    @Test
    void aFileInPlaceOfADirectoryIsAChangeAndSoIsTheOpposite() {
        has("upper", upper().file("upper/sub", "1").directory("upper/file").file("upper/file/x", "1"));

        assertThat(changes()).containsExactly("changed file", "added file/x", "changed sub");
    }

    @Test
    void aFurtherNameOfAFileHasItsContent() {
        has("upper", upper().file("upper/a", "of the host").hardLink("upper/file", "upper/a"));
        has("upper/file", archive().file("file", "of the host"));

        assertThat(changes()).containsExactly("added a");
    }

    @Test
    void asksTheEngineForTheOwnerWhereThatIsAnotherOneHere() {
        has("upper", upper().owned("upper/sub", "", 7).owned("upper/file", "of the host", 4_000_000));
        has("lower/file", archive().owned("file", "of the host", 4_000_000));

        assertThat(changes()).containsExactly("changed sub");

        docker.then(
                new CopyOut("holder", "/esb/0/lower/file"),
                command -> archive().owned("file", "of the host", 5).ended());
        has("lower/file", archive().owned("file", "of the host", 5));
        changes();
        assertThat(changes()).containsExactly("changed file", "changed sub");
    }

    @Test
    void asksTheEngineForAllWhereThisProcessDoesNotSeeTheDirectory() {
        has(
                "upper",
                upper().directory("upper/sub")
                        .file("upper/sub/a", "x")
                        .whiteout("upper/file")
                        .file("upper/c", ""));
        has("lower", archive().directory("lower"));
        has("lower/sub", archive().directory("sub").file("sub/a", "a").file("sub/b", "b"));
        has("lower/sub/a", archive().file("a", "a"));
        has("lower/sub/b", archive().file("b", "b"));
        has("lower/file", archive().file("file", "1"));
        has("merged/sub/b", archive().file("b", "b"));

        Original original = new EngineOriginal(holder.in("lower"));
        assertThat(texts(Comparison.ofOverlay(original, holder.in("upper"), holder.in("merged"))))
                .containsExactly("added c", "deleted file", "changed sub/a");
    }

    @Test
    void aCopyHasAllThereIs() {
        has(
                "copy",
                archive()
                        .directory("copy")
                        .directory("copy/sub")
                        .file("copy/sub/a", "a")
                        .file("copy/new", "1"));

        assertThat(texts(Comparison.of(new HostOriginal(lower, Optional.empty()), holder.in("copy"))))
                .containsExactly("deleted file", "deleted link", "added new", "deleted sub/b");
    }

    @Test
    void aCopyOfAFileIsComparedAsAWhole() {
        has("copy/file", archive().file("file", "of a container"));

        assertThat(texts(Comparison.of(
                        new HostOriginal(lower.resolve("file"), Optional.empty()), holder.in("copy/file"))))
                .containsExactly("changed ");
    }

    @Test
    void allOfAVolumeThatBeganEmptyIsAdded() {
        has("empty", archive().directory("empty").directory("empty/d").file("empty/d/f", ""));

        assertThat(texts(Comparison.of(Original.NONE, holder.in("empty")))).containsExactly("added d", "added d/f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upper/../x", "../x", "upper//x", "upper/a/../../x", "upper/."})
    void refusesNamesThatLeadElsewhere(String name) {
        has("upper", upper().file(name, "1"));

        assertThatThrownBy(this::changes).isInstanceOf(EsbException.class).hasMessageContaining("'%s'".formatted(name));
    }

    /** As Podman names what is in a directory at which a volume is mounted. */
    @Test
    void readsNamesWithoutThatOfTheDirectory() {
        has(
                "upper",
                archive().directory("").directory("/sub").file("/sub/a", "x").whiteout("/file"));
        has("merged/sub/b", archive().file("b", "b"));

        assertThat(changes()).containsExactly("deleted file", "changed sub/a");
    }

    @Test
    void saysWhatCannotBeRead() {
        docker.fails(new CopyOut("holder", "/esb/0/upper"), 1, "permission denied");

        assertThatThrownBy(this::changes).hasMessageContaining("permission denied");
    }

    private List<String> changes() {
        return texts(Comparison.ofOverlay(
                new HostOriginal(lower, Optional.of(new EngineOriginal(holder.in("lower")))),
                holder.in("upper"),
                holder.in("merged")));
    }

    private static List<String> texts(Comparison comparison) {
        return comparison.changes().stream()
                .map(change -> change.kind().name().toLowerCase(Locale.ROOT) + " " + change.file())
                .toList();
    }

    private Archive archive() {
        return new Archive(lower);
    }

    private Archive upper() {
        return archive().directory("upper");
    }

    private void has(String path, Archive archive) {
        FakeDocker.Bytes bytes = archive.ended();
        docker.then(new CopyOut("holder", "/esb/0/" + path), command -> bytes);
    }

    private void write(String path, String content) throws IOException {
        Path file = lower.resolve(path);
        if (!Files.isDirectory(file.getParent())) {
            Files.createDirectory(file.getParent());
            Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1)));
    }
}
