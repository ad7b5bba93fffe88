package dev.esb.cli;

import dev.esb.project.OwnJar;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The classes of the command line as the JVM has them in memory (class data sharing, <a
 * href="https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html">java(1)</a>), with which it starts in less time. It is valid for one JVM and
 * one jar file; with another one, the JVM leaves it alone and a new one is made.
 *
 * @param file the archive, which may be missing
 */
record ClassArchive(Path file) {
    /** Of the file that says which JVM and jar it is of. */
    static final String ORIGIN = ".of";

    /** Of the mark of a process that makes it. */
    static final String BEGUN = ".begun";

    private static final Path NOWHERE =
            Path.of(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");

    /** @param text what the script has named; empty where it uses none */
    static Optional<ClassArchive> named(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(new ClassArchive(Path.of(text)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Starts a process that makes it, unless it is there. Nothing depends on it, so no failure is one of the command. */
    void makeInBackground() {
        try {
            if (!isDue()) {
                return;
            }
            Files.createDirectories(file.getParent());
            // Another command that ends while this one is made does not begin as well.
            Files.writeString(sibling(BEGUN), "");
            java(List.of(ArchiveMaker.class.getName(), file.toString())).start();
        } catch (IOException e) {
            // Such as a home directory that cannot be written to.
        }
    }

    /** Whether there is none for this JVM and jar, and no other process makes one. */
    boolean isDue() throws IOException {
        return !isValid() && !isYoung(sibling(BEGUN));
    }

    /** Makes it, in a JVM that ends with writing it. */
    void make() throws IOException, InterruptedException {
        Path made = sibling("." + ProcessHandle.current().pid());
        try {
            Process recording = java(List.of("-XX:ArchiveClassesAtExit=" + made, Recording.class.getName()))
                    .start();
            if (recording.waitFor() == 0 && Files.exists(made)) {
                Files.writeString(sibling(ORIGIN), origin());
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(made);
            Files.deleteIfExists(sibling(BEGUN));
        }
    }

    /** Removes those beside it of which the jar is gone, such as of another version. */
    void removeUseless() throws IOException {
        try (DirectoryStream<Path> origins = Files.newDirectoryStream(file.getParent(), "*" + ORIGIN)) {
            for (Path origin : origins) {
                List<String> lines = Files.readAllLines(origin);
                if (lines.size() < 2 || !Files.exists(Path.of(lines.get(1)))) {
                    String name = origin.getFileName().toString();
                    Files.deleteIfExists(origin.resolveSibling(name.substring(0, name.length() - ORIGIN.length())));
                    Files.deleteIfExists(origin);
                }
            }
        }
    }

    private boolean isValid() throws IOException {
        Path of = sibling(ORIGIN);
        return Files.exists(file) && Files.exists(of) && Files.readString(of).equals(origin());
    }

    /** One that was killed has left its mark for good. */
    private static boolean isYoung(Path mark) throws IOException {
        return Files.exists(mark)
                && System.currentTimeMillis() - Files.getLastModifiedTime(mark).toMillis() < 60_000;
    }

    /** What the JVM compares as well. */
    static String origin() throws IOException {
        Path jar = OwnJar.path();
        return "%s %s\n%s\n%s %s\n"
                .formatted(
                        System.getProperty("java.home"),
                        System.getProperty("java.vm.version"),
                        jar,
                        Files.size(jar),
                        Files.getLastModifiedTime(jar));
    }

    private Path sibling(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** With the same options as the script, on which it depends what is in an archive. */
    private static ProcessBuilder java(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:disable",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                OwnJar.path().toString()));
        arguments.stream().filter(argument -> argument.startsWith("-XX")).forEach(option -> command.add(1, option));
        arguments.stream().filter(argument -> !argument.startsWith("-XX")).forEach(command::add);
        return new ProcessBuilder(command)
                .directory(Path.of("/").toAbsolutePath().toFile())
                .redirectInput(Redirect.from(NOWHERE.toFile()))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
    }
}
