package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf(value = "dev.esb.host.GitRepository#canBeMade", disabledReason = "no git")
class GitIgnoreTest {
    @TempDir
    private Path directory;

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

        assertThat(new GitIgnore(outside).among(List.of(file.toString()))).isEmpty();
    }

    @Test
    void asksOnlyForWhatIsInItsDirectory() throws IOException {
        Path stack = repository.write("stack/app.log", "").getParent();
        Path beside = repository.write("beside.log", "");

        assertThat(new GitIgnore(stack)
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

    private List<Path> among(Path... paths) {
        Set<String> ignored = new GitIgnore(repository.directory())
                .among(Arrays.stream(paths).map(Path::toString).toList());
        return ignored.stream().map(Path::of).toList();
    }
}
