package dev.esb.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.PumpStreamHandler;

/**
 * Runs {@code git check-ignore} and {@code git ls-files}, in the repository of the directory alone, and without any program that this repository names.
 *
 * @param program the name of the command
 * @param environment the environment variables of this process
 */
record GitCommand(String program, Map<String, String> environment) {
    /** They choose a repository. Git sets them for its hooks, from which a build may be started. */
    private static final Set<String> OF_A_REPOSITORY = Set.of(
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_INDEX_FILE",
            "GIT_COMMON_DIR",
            "GIT_OBJECT_DIRECTORY",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "GIT_NAMESPACE",
            "GIT_PREFIX");

    /**
     * What git says.
     *
     * @param names the names that were asked for: those that it ignores, or those that it has
     * @param failure git's words where it cannot say; empty where it can, and where it is not asked because there is no repository or no
     *     git
     */
    record Answer(Set<String> names, String failure) {}

    /** Asks about names in a directory. */
    Answer checkIgnore(Path directory, List<String> names) {
        return run(directory, String.join("\0", names), "check-ignore", "-z", "--stdin");
    }

    /** The files below a directory that git does not ignore, by their paths from it; empty where there is none, no repository, or no git. */
    Optional<Set<String>> notIgnored(Path directory) {
        Set<String> listed = run(directory, "", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .names();
        // Of a directory that is ignored itself, it lists none.
        return Optional.of(listed).filter(files -> !files.equals(Set.of("")) && !files.isEmpty());
    }

    private Answer run(Path directory, String input, String... arguments) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int exitCode;
        try {
            DefaultExecutor executor = DefaultExecutor.builder().get();
            executor.setExitValues(null);
            executor.setStreamHandler(new PumpStreamHandler(
                    output, error, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))));
            exitCode = executor.execute(commandLine(directory, arguments), variables());
        } catch (IOException e) {
            return new Answer(Set.of(), isMissing(e) ? "" : String.valueOf(e.getMessage()));
        }
        return switch (exitCode) {
            case 0 -> new Answer(new HashSet<>(List.of(text(output).split("\0"))), "");
            // Git ignores none of them.
            case 1 -> new Answer(Set.of(), "");
            default -> new Answer(Set.of(), failure(text(error), exitCode));
        };
    }

    private CommandLine commandLine(Path directory, String... arguments) {
        CommandLine command = new CommandLine(program);
        // Since 2.35, git refuses a repository whose files belong to another user than the one that runs git, and so
        // does a build in a container that has a checkout mounted. The reason is that settings of a repository can name
        // programs; the one that this command would run is core.fsmonitor.
        command.addArgument("-c").addArgument("core.fsmonitor=false");
        for (Path topLevel : topLevels(directory)) {
            command.addArgument("-c").addArgument("safe.directory=" + asGitWritesIt(topLevel), false);
        }
        command.addArguments(new String[] {"-C", directory.toString()}, false);
        command.addArguments(arguments, false);
        return command;
    }

    /** The directory's repository, and those around it: without trust in its files, git cannot be asked which one it is. */
    private static List<Path> topLevels(Path directory) {
        Path start;
        try {
            // Git knows directories by their real names.
            start = directory.toRealPath();
        } catch (IOException e) {
            start = directory;
        }
        return Stream.iterate(start, path -> path != null, Path::getParent)
                .filter(path -> Files.exists(path.resolve(".git"), LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    /** On Windows, git compares paths with slashes. */
    static String asGitWritesIt(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(environment);
        variables.keySet().removeAll(OF_A_REPOSITORY);
        // The words below are the English ones.
        variables.put("LC_ALL", "C");
        // Objects of a partial clone would be fetched by a program that the repository may name.
        variables.put("GIT_NO_LAZY_FETCH", "1");
        return variables;
    }

    /** "No such file or directory", in the words of the JDK on Linux, macOS and Windows: there is no such command. */
    private static boolean isMissing(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("error=2,");
    }

    private static String failure(String error, int exitCode) {
        // A repository that is elsewhere and gone has other words: "not a git repository: /main/.git/worktrees/x".
        if (error.contains("not a git repository (or any")) {
            return "";
        }
        String words =
                error.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining(" "));
        return words.isEmpty() ? "exit code " + exitCode : words;
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
