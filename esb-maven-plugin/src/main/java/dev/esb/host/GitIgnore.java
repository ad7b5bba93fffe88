package dev.esb.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.PumpStreamHandler;

/**
 * Asks git which paths it ignores (<a href="https://git-scm.com/docs/git-check-ignore">git check-ignore</a>). A tracked path is not
 * ignored, even if a pattern in {@code .gitignore} matches it.
 *
 * @param directory a directory of the repository; paths outside of it count as not ignored
 */
public record GitIgnore(Path directory) {

    /**
     * The ignored ones of the given paths; empty where the directory is in no repository, or there is no {@code git} command.
     *
     * @param paths absolute paths
     */
    public Set<String> among(List<String> paths) {
        Map<Path, List<String>> byParent = paths.stream()
                .filter(path ->
                        Path.of(path).startsWith(directory) && !Path.of(path).equals(directory))
                .collect(Collectors.groupingBy(path -> Path.of(path).getParent()));
        Set<String> ignored = new HashSet<>();
        // Each parent by itself: git refuses a path in a submodule or behind a symbolic link, and all that come after
        // it.
        byParent.forEach((parent, children) -> {
            Set<String> names =
                    ignoredNames(parent, children.stream().map(GitIgnore::name).toList());
            children.stream().filter(child -> names.contains(name(child))).forEach(ignored::add);
        });
        return ignored;
    }

    /** With the "./", a name that begins with a colon is no pattern of git's. */
    private static String name(String path) {
        return "./" + Path.of(path).getFileName();
    }

    private static Set<String> ignoredNames(Path parent, List<String> names) {
        CommandLine command = new CommandLine("git");
        command.addArguments(new String[] {"-C", parent.toString(), "check-ignore", "-z", "--stdin"}, false);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            DefaultExecutor executor = DefaultExecutor.builder().get();
            // 0: some paths are ignored; 1: no path is; 128: an error, such as a directory in no repository.
            executor.setExitValues(new int[] {0, 1, 128});
            executor.setStreamHandler(new PumpStreamHandler(
                    output,
                    OutputStream.nullOutputStream(),
                    new ByteArrayInputStream(String.join("\0", names).getBytes(StandardCharsets.UTF_8))));
            executor.execute(command);
        } catch (IOException e) {
            // There is no git command, so no path is known to be ignored.
            return Set.of();
        }
        return new HashSet<>(List.of(output.toString(StandardCharsets.UTF_8).split("\0")));
    }
}
