package dev.esb.host;

import dev.esb.Reporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Asks git which paths it ignores (<a href="https://git-scm.com/docs/git-check-ignore">git check-ignore</a>). A tracked path is not
 * ignored, even if a pattern in {@code .gitignore} matches it.
 */
public final class GitIgnore {
    private final Path directory;
    private final GitCommand git;
    private final Reporter reporter;

    /**
     * @param directory a directory of the repository; paths outside of it count as not ignored
     * @param reporter receives a warning where git fails, with its words and the paths
     */
    public GitIgnore(Path directory, Reporter reporter) {
        this(directory, new GitCommand("git", System.getenv()), reporter);
    }

    GitIgnore(Path directory, GitCommand git, Reporter reporter) {
        this.directory = directory;
        this.git = git;
        this.reporter = reporter;
    }

    /**
     * The ignored ones of the given paths; empty where the directory is in no repository, or there is no {@code git} command. A path of
     * which git cannot say it counts as not ignored.
     *
     * @param paths absolute paths
     */
    public Set<String> among(List<String> paths) {
        Map<Path, List<String>> byParent = paths.stream()
                .filter(path -> path(path).startsWith(directory) && !path(path).equals(directory))
                .collect(Collectors.groupingBy(path -> path(path).getParent(), TreeMap::new, Collectors.toList()));
        Set<String> ignored = new HashSet<>();
        List<String> unknown = new ArrayList<>();
        Set<String> failures = new TreeSet<>();
        // Each parent by itself: git refuses a path in a submodule or behind a symbolic link, and all that come after
        // it.
        byParent.forEach((parent, children) -> {
            GitCommand.Answer answer =
                    git.checkIgnore(parent, children.stream().map(this::name).toList());
            if (!answer.failure().isEmpty()) {
                unknown.addAll(children);
                failures.add(answer.failure());
            }
            children.stream()
                    .filter(child -> answer.names().contains(name(child)))
                    .forEach(ignored::add);
        });
        if (!unknown.isEmpty()) {
            warn(unknown, failures);
        }
        return ignored;
    }

    /** Where paths are looked at. */
    Path directory() {
        return directory;
    }

    private Path path(String text) {
        return directory.getFileSystem().getPath(text);
    }

    private void warn(List<String> unknown, Set<String> failures) {
        reporter.warn(
                ("Git does not say whether it ignores %s (%s), so these count as part of the checkout and stay shared by all"
                                + " environments. If one is run-time data, mend that or name the path in esb.isolate.")
                        .formatted(
                                unknown.stream().map("'%s'"::formatted).collect(Collectors.joining(", ")),
                                String.join("; ", failures)));
    }

    /** With the "./", a name that begins with a colon is no pattern of git's. */
    private String name(String path) {
        return "./" + path(path).getFileName();
    }
}
