package dev.esb;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The programs that can be called by their name alone, and how they are called on this operating system.
 *
 * @param variables the environment variables of this process, of which {@code PATH} is read
 * @param system the name of the operating system, as {@code os.name} has it
 * @param files where the programs are
 */
public record Programs(Map<String, String> variables, String system, FileSystem files) {
    /** What {@link ProcessBuilder} can start, in the order of Windows' own {@code PATHEXT}. Scripts for other shells lie beside them. */
    private static final List<String> EXTENSIONS = List.of(".com", ".exe", ".bat", ".cmd");

    private static final String PATH = "PATH";

    public static Programs ofThisMachine() {
        return with(System.getenv());
    }

    /** Those of this machine that a process with these variables finds. */
    public static Programs with(Map<String, String> variables) {
        return new Programs(variables, System.getProperty("os.name"), FileSystems.getDefault());
    }

    public boolean isWindows() {
        return system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    public boolean isMac() {
        return system.toLowerCase(Locale.ROOT).startsWith("mac");
    }

    /** The value of an environment variable; empty where it is not set. On Windows, where it is {@code Path}, case makes no difference. */
    public String variable(String name) {
        return variables.getOrDefault(key(name), "");
    }

    private String key(String name) {
        return isWindows()
                ? variables.keySet().stream()
                        .filter(name::equalsIgnoreCase)
                        .findFirst()
                        .orElse(name)
                : name;
    }

    /** The first file in a directory of {@code PATH} that the name calls. */
    public Optional<Path> find(String name) {
        return Arrays.stream(variable(PATH).split(separator()))
                .map(directory -> directory.replace("\"", ""))
                .filter(directory -> !directory.isBlank())
                .flatMap(this::path)
                .flatMap(directory -> path(name).map(directory::resolve))
                .flatMap(this::startable)
                .findFirst();
    }

    private String separator() {
        return isWindows() ? ";" : ":";
    }

    /** None for what no path can be, such as an entry of {@code PATH} with a character that the system forbids. */
    private Stream<Path> path(String text) {
        try {
            return Stream.of(files.getPath(text));
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }

    /** The file itself, or on Windows one with an extension that is left out in commands. */
    public Stream<Path> startable(Path program) {
        String name = program.getFileName().toString();
        boolean isWhole = !isWindows() || EXTENSIONS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
        Stream<Path> files = isWhole
                ? Stream.of(program)
                : EXTENSIONS.stream().map(extension -> program.resolveSibling(name + extension));
        return files.filter(file -> Files.isExecutable(file) && !Files.isDirectory(file));
    }

    /**
     * The words of a command as {@link ProcessBuilder} has to be given them, so that the program gets each as it is. Elsewhere than on
     * Windows, they are the words themselves. There, the system itself finds no {@code npm.cmd} for {@code npm}, and a process gets one line
     * in place of words: see {@link WindowsArguments}.
     *
     * @throws EsbException when no batch file can be given these arguments
     */
    public List<String> command(List<String> words) {
        if (!isWindows()) {
            return words;
        }
        String program = program(words.get(0));
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(WindowsArguments.of(program, words.subList(1, words.size())));
        return command;
    }

    private String program(String name) {
        boolean isPath = name.contains("/") || name.contains("\\");
        Optional<Path> found = isPath ? path(name).flatMap(this::startable).findFirst() : find(name);
        // The system finds an .exe by itself, also one elsewhere than on PATH.
        return found.map(Path::toString)
                .filter(path -> isPath || isBatchFile(path))
                .orElse(name);
    }

    /** Whether {@code cmd.exe} runs it, which reads the arguments in its own way. */
    static boolean isBatchFile(String program) {
        String name = program.toLowerCase(Locale.ROOT);
        return name.endsWith(".bat") || name.endsWith(".cmd");
    }

    /** The variables with directories at the end of {@code PATH}, so that what is on it comes first. */
    public Map<String, String> withDirectories(List<Path> directories) {
        String path = Stream.concat(
                        Stream.of(variable(PATH)), directories.stream().map(Path::toString))
                .filter(directory -> !directory.isEmpty())
                .collect(Collectors.joining(separator()));
        Map<String, String> all = new HashMap<>(variables);
        all.put(key(PATH), path);
        return all;
    }
}
