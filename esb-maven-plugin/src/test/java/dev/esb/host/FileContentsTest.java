package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.GitRepository;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileContentsTest {
    @TempDir
    private Path directory;

    @Test
    void standForWhatIsInFilesWhereverAndHoweverOldTheseAre() throws IOException {
        Path one = write("one/a.sql", "rows");
        Path same = write("two/a.sql", "rows");
        Path other = write("three/a.sql", "Rows");
        Files.setLastModifiedTime(same, FileTime.fromMillis(7_000));

        assertThat(text(one)).isEqualTo(text(same)).isNotEqualTo(text(other));
    }

    @Test
    void areOfAllFilesBelowADirectory() throws IOException {
        Path a = write("data/a", "1");
        Path b = write("data/sub/b", "2");
        write("beside", "3");

        assertThat(new FileContents().of(directory.resolve("data"))).containsOnlyKeys(a, b);
    }

    @Test
    void areNoneWhereThereIsNoFile() {
        assertThat(new FileContents().of(directory.resolve("nowhere"))).isEmpty();
    }

    /** Reading one would never end. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void areNotOfSockets() throws IOException {
        Path socket = directory.resolve("s");
        Path file = write("a", "1");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));

            assertThat(new FileContents().of(socket)).isEmpty();
            assertThat(new FileContents().of(directory)).containsOnlyKeys(file);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void standForWhereALinkLeadsAndNotForWhatIsThere() throws IOException {
        Path target = write("outside/a", "1");
        Path link = Files.createDirectories(directory.resolve("data")).resolve("link");
        Path toDirectory = link.resolveSibling("directory");
        Files.createSymbolicLink(link, target);
        Files.createSymbolicLink(toDirectory, target.getParent());
        String before = new FileContents().of(link.getParent()).get(link);

        write("outside/a", "2");
        assertThat(new FileContents().of(link.getParent()))
                .containsEntry(link, before)
                .containsOnlyKeys(link, toDirectory);

        Files.delete(link);
        Files.createSymbolicLink(link, target.resolveSibling("b"));
        assertThat(new FileContents().of(link.getParent()).get(link)).isNotEqualTo(before);
    }

    /** Compose mounts what is behind it. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void standForWhatIsBehindALinkThatIsAskedForItself() throws IOException {
        Path target = write("outside/a", "1");
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);
        Path ofDirectory = Files.createSymbolicLink(directory.resolve("directory"), target.getParent());

        assertThat(text(link)).isEqualTo(text(target));
        assertThat(new FileContents().of(ofDirectory)).containsOnlyKeys(ofDirectory.resolve("a"));
    }

    @Test
    void areTakenFromSizeAndTimeAboveTheLimit() throws IOException {
        Path file = write("a", "1234");
        FileTime time = FileTime.fromMillis(7_000);
        Files.setLastModifiedTime(file, time);
        String before = limited(3, file);
        String read = limited(4, file);

        Files.writeString(file, "5678");
        Files.setLastModifiedTime(file, time);
        assertThat(limited(3, file)).isEqualTo(before);
        assertThat(limited(4, file)).isNotEqualTo(read);

        Files.setLastModifiedTime(file, FileTime.fromMillis(8_000));
        assertThat(limited(3, file)).isNotEqualTo(before);
        Files.writeString(file, "56789");
        Files.setLastModifiedTime(file, time);
        assertThat(limited(3, file)).isNotEqualTo(before);
    }

    /** All that one environment needs is read within the limit, and not each file of it. */
    @Test
    void countAllFilesTogetherForTheLimit() throws IOException {
        Path first = write("data/1", "1234");
        Path second = write("data/2", "1234");
        FileContents contents = new FileContents(git(), 7);

        assertThat(contents.of(first).get(first))
                .isNotEqualTo(contents.of(second).get(second));
    }

    @Test
    void areListedByPattern() throws IOException {
        Path sql = write("data/sub/a.sql", "1");
        write("data/a.xml", "1");

        assertThat(new FileContents()
                        .matching(
                                directory.resolve("data"),
                                path -> path.toString().endsWith(".sql") && path.startsWith("sub")))
                .containsExactly(sql);
    }

    @Test
    @EnabledIf(value = "dev.esb.GitRepository#canBeMade", disabledReason = "no git")
    void areNotOfWhatGitIgnores() throws IOException {
        GitRepository repository = new GitRepository(directory.resolve("project"));
        Path ignore = repository.write(".gitignore", "*.log\nbuild/\n");
        Path tracked = repository.write("tracked.log", "1");
        repository.git("add", "--force", "tracked.log");
        Path untracked = repository.write("sub/with blank ä", "1");
        repository.write("app.log", "1");
        repository.write("build/app", "1");
        Path removed = repository.write("removed", "1");
        repository.git("add", "removed");
        Files.delete(removed);

        assertThat(new FileContents().of(repository.directory())).containsOnlyKeys(ignore, tracked, untracked);
        assertThat(new FileContents().of(untracked.getParent())).containsOnlyKeys(untracked);
    }

    /** Who mounts it means it. */
    @Test
    @EnabledIf(value = "dev.esb.GitRepository#canBeMade", disabledReason = "no git")
    void areOfADirectoryThatGitIgnoresAsAWhole() throws IOException {
        GitRepository repository = new GitRepository(directory.resolve("project"));
        repository.write(".gitignore", "build/\n");
        Path built = repository.write("build/sub/app", "1");

        assertThat(new FileContents().of(repository.directory().resolve("build")))
                .containsOnlyKeys(built);
    }

    @Test
    @EnabledIf(value = "dev.esb.GitRepository#canBeMade", disabledReason = "no git")
    void areOfTheFilesInRepositoriesInsideAsWell() throws IOException {
        GitRepository repository = new GitRepository(directory.resolve("project"));
        Path own = repository.write("a", "1");
        GitRepository nested = new GitRepository(repository.directory().resolve("nested"));
        Path inNested = nested.write("sub/a", "1");
        GitRepository submodule = new GitRepository(repository.directory().resolve("lib"));
        Path ignore = submodule.write(".gitignore", "*.log");
        Path inSubmodule = submodule.write("a", "1");
        submodule.write("a.log", "1");
        submodule.commit();
        repository.git("add", "lib");

        assertThat(new FileContents().of(repository.directory())).containsOnlyKeys(own, inNested, ignore, inSubmodule);
    }

    @Test
    @EnabledIf(value = "dev.esb.GitRepository#canBeMade", disabledReason = "no git")
    void areOfNothingInASubmoduleThatIsNotCheckedOut() throws IOException {
        GitRepository repository = new GitRepository(directory.resolve("project"));
        Path own = repository.write("a", "1");
        GitRepository submodule = new GitRepository(repository.directory().resolve("lib"));
        submodule.write("a", "1");
        submodule.commit();
        repository.git("add", "lib");
        delete(submodule.directory());
        Files.createDirectory(submodule.directory());

        assertThat(new FileContents().of(repository.directory())).containsOnlyKeys(own);
        assertThat(new FileContents().of(submodule.directory())).isEmpty();
    }

    @Test
    void areOfAllFilesWhereThereIsNoGit() throws IOException {
        Path log = write("data/app.log", "1");
        write(".gitignore", "*.log");

        assertThat(new FileContents(new GitCommand("git-is-not-installed", System.getenv()), 100).of(log.getParent()))
                .containsOnlyKeys(log);
    }

    private static GitCommand git() {
        return new GitCommand("git", System.getenv());
    }

    private static String text(Path file) {
        return new FileContents().of(file).get(file);
    }

    private static String limited(long bytes, Path file) {
        return new FileContents(git(), bytes).of(file).get(file);
    }

    private Path write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static void delete(Path tree) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(tree)) {
            all = new ArrayList<>(found.toList());
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            Files.delete(all.get(i));
        }
    }
}
