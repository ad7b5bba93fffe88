package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.esb.GitRepository;
import dev.esb.RecordedMessages;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf(value = "dev.esb.GitRepository#canBeMade", disabledReason = "no git")
class GitIgnoreTest {
    @TempDir
    private Path directory;

    private final RecordedMessages messages = new RecordedMessages();
    private GitRepository repository;

    @BeforeEach
    void makeRepository() throws IOException {
        repository = new GitRepository(directory.resolve("project"));
        repository.write(".gitignore", "*.log\ndata/\n");
    }

    @Test
    void findsIgnoredFilesAndDirectories() throws IOException {
        Path file = repository.write("app.log", "");
        Path directory = repository.write("data/pg/base", "").getParent();

        assertThat(among(file, directory, directory.getParent()))
                .containsExactlyInAnyOrder(file, directory, directory.getParent());
    }

    @Test
    void leavesOutWhatNoPatternMatches() throws IOException {
        Path file = repository.write("init.sql", "");
        Path untracked = repository.write("notes/today", "").getParent();

        assertThat(among(file, untracked)).isEmpty();
    }

    @Test
    void leavesOutWhatIsTrackedThoughAPatternMatchesIt() throws IOException {
        Path tracked = repository.write("seed.log", "");
        Path ignored = repository.write("other.log", "");
        repository.git("add", "--force", "seed.log");

        assertThat(among(tracked, ignored)).containsExactly(ignored);
    }

    @Test
    void findsNothingOutsideOfARepository() throws IOException {
        Path outside = directory.resolve("outside");
        Files.createDirectories(outside);
        Path file = Files.writeString(outside.resolve("app.log"), "");

        assertThat(new GitIgnore(outside, messages).among(List.of(file.toString())))
                .isEmpty();
        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void asksOnlyForWhatIsInItsDirectory() throws IOException {
        Path stack = repository.write("stack/app.log", "").getParent();
        Path beside = repository.write("beside.log", "");

        assertThat(new GitIgnore(stack, messages)
                        .among(List.of(
                                beside.toString(),
                                stack.toString(),
                                stack.resolve("app.log").toString())))
                .containsExactly(stack.resolve("app.log").toString());
    }

    @Test
    void takesTheWordOfARepositoryInside() throws IOException {
        GitRepository nested = new GitRepository(repository.directory().resolve("nested"));
        nested.write(".gitignore", "cache\n");
        Path cache = nested.write("cache", "");
        Path log = nested.write("app.log", "");
        nested.git("add", "--force", "app.log");
        nested.commit();

        assertThat(among(cache, log)).containsExactly(cache);
    }

    @Test
    void findsTheRestBesideAPathOfASubmodule() throws IOException {
        GitRepository submodule = new GitRepository(repository.directory().resolve("lib"));
        Path inside = submodule.write("settings", "");
        submodule.commit();
        repository.git("add", "lib");
        Path ignored = repository.write("data/pg", "");

        assertThat(among(inside, ignored)).containsExactly(ignored);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void findsTheRestBesideAPathBehindASymbolicLink() throws IOException {
        Path real = repository.write("v1/app.log", "").getParent();
        Path link = Files.createSymbolicLink(repository.directory().resolve("current"), real);
        Path ignored = repository.write("data/pg", "");

        assertThat(among(link.resolve("app.log"), link, ignored))
                .containsExactlyInAnyOrder(link.resolve("app.log"), ignored);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void takesNamesAsTheyAre() throws IOException {
        List<Path> ignored = new ArrayList<>();
        for (String name : List.of("with blank.log", "with\nline end.log", ":(glob)*.log", "\"quoted\".log", "ä.log")) {
            ignored.add(repository.write(name, ""));
        }

        assertThat(among(ignored.toArray(Path[]::new))).containsExactlyInAnyOrderElementsOf(ignored);
    }

    /** Git tells files of another owner from those of its user, and can be made to take all for those of another. */
    @Test
    void asksARepositoryOfAnotherUserToo() throws IOException {
        Path ignored = repository.write("data/pg/base", "").getParent();
        Path beside = repository.write("other/app.log", "");

        assertThat(among(Map.of("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"), ignored, beside))
                .containsExactlyInAnyOrder(ignored, beside);
        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void asksARepositoryInsideOfOneOfAnotherUser() throws IOException {
        GitRepository nested = new GitRepository(repository.directory().resolve("nested"));
        nested.write(".gitignore", "cache\n");
        Path cache = nested.write("cache", "");

        assertThat(among(Map.of("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"), cache)).containsExactly(cache);
        assertThat(messages.warnings).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void runsNoProgramThatTheRepositoryNames() throws IOException {
        Path ran = directory.resolve("ran");
        Path program = repository.write("monitor", "#!/bin/sh\ntouch '" + ran + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        repository.write("tracked", "");
        repository.git("add", "tracked");
        repository.git("config", "core.fsmonitor", program.toString());
        Path ignored = repository.write("app.log", "");

        assertThat(among(ignored)).containsExactly(ignored);
        assertThat(ran).doesNotExist();
    }

    /** As in a hook of git's, which runs with variables for the repository of the hook. */
    @Test
    void asksTheRepositoryOfThePathsWhateverOneTheBuildWasStartedFor() throws IOException {
        GitRepository other = new GitRepository(directory.resolve("other"));
        Path ignored = repository.write("app.log", "");

        assertThat(among(
                        Map.of(
                                "GIT_DIR", other.directory().resolve(".git").toString(),
                                "GIT_WORK_TREE", other.directory().toString(),
                                "GIT_INDEX_FILE", "nowhere/index"),
                        ignored))
                .containsExactly(ignored);
        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void saysOnceWhichPathsStaySharedWhereGitFails() throws IOException {
        Path file = repository.write("app.log", "");
        Path directory = repository.write("data/pg/base", "").getParent();
        Files.writeString(repository.directory().resolve(".git/config"), "[broken");

        assertThat(among(file, directory)).isEmpty();

        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .contains(file.toString(), directory.toString(), "stay shared", "bad config line", "esb.isolate")
                .doesNotContain("\n");
    }

    @Test
    void saysWhichPathsStaySharedWhereTheRepositoryIsElsewhereAndGone() throws IOException {
        Path workTree = Files.createDirectory(directory.resolve("work-tree"));
        Files.writeString(workTree.resolve(".git"), "gitdir: " + directory.resolve("gone"));
        Path file = Files.writeString(workTree.resolve("app.log"), "");

        assertThat(new GitIgnore(workTree, messages).among(List.of(file.toString())))
                .isEmpty();

        assertThat(messages.warnings).singleElement().asString().contains(file.toString(), "not a git repository");
    }

    @Test
    void findsNothingWhereThereIsNoGit() throws IOException {
        Path file = repository.write("app.log", "");

        assertThat(new GitIgnore(
                                repository.directory(),
                                new GitCommand("git-is-not-installed", System.getenv()),
                                messages)
                        .among(List.of(file.toString())))
                .isEmpty();
        assertThat(messages.warnings).isEmpty();
    }

    private List<Path> among(Path... paths) {
        return among(Map.of(), paths);
    }

    private List<Path> among(Map<String, String> variables, Path... paths) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(variables);
        Set<String> ignored = new GitIgnore(repository.directory(), new GitCommand("git", environment), messages)
                .among(Arrays.stream(paths).map(Path::toString).toList());
        return ignored.stream().map(Path::of).toList();
    }

    @Test
    void namesDirectoriesOnWindowsAsGitDoes() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            assertThat(GitCommand.asGitWritesIt(windows.getPath("C:\\my\\checkout")))
                    .isEqualTo("C:/my/checkout");
        }
        assertThat(GitCommand.asGitWritesIt(Path.of("/my/check\\out"))).isEqualTo("/my/check\\out");
    }
}
