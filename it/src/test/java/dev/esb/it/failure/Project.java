package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** A copy of {@code src/failure} with an environment to itself. */
final class Project {
    final Path directory;
    final Remains remains;
    private final Build.Maven maven;

    private Project(Build.Maven maven, Path directory, Remains remains) {
        this.maven = maven;
        this.directory = directory;
        this.remains = remains;
    }

    /** @param home the directory that holds the environments' directories */
    static Project copy(Build.Maven maven, Path source, Path work, Path home, String env) throws IOException {
        Path directory = Files.createDirectories(work.resolve(env));
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return new Project(maven, directory, new Remains(env, home));
    }

    /** Different from those of every other run on the same engine. */
    static String newName(String what) {
        return "fail-%s-%06x".formatted(what, ThreadLocalRandom.current().nextInt(1 << 24));
    }

    String env() {
        return remains.env();
    }

    /** Starts Maven with these goals and options. */
    Build start(String... arguments) throws IOException {
        return start(directory, arguments);
    }

    Build start(Path elsewhere, String... arguments) throws IOException {
        return Build.start(maven, elsewhere, remains.home(), env(), List.of(arguments));
    }

    Build startDaemon(String... arguments) throws IOException {
        return Build.startDaemon(maven, directory, remains.home(), env(), List.of(arguments));
    }

    /** Runs a goal of the plugin as a person would, and fails if it does. */
    String goal(String name, String... options) throws IOException, InterruptedException {
        return goal(directory, name, options);
    }

    String goal(Path elsewhere, String name, String... options) throws IOException, InterruptedException {
        List<String> arguments =
                Stream.concat(Stream.of(maven.goal(name)), Stream.of(options)).toList();
        try (Build build = start(elsewhere, arguments.toArray(String[]::new))) {
            if (build.end() != 0) {
                throw new AssertionError(build.log());
            }
            return build.log();
        }
    }

    /** Runs a goal that has to fail; what it says. */
    String failedGoal(String name, String... options) throws IOException, InterruptedException {
        List<String> arguments =
                Stream.concat(Stream.of(maven.goal(name)), Stream.of(options)).toList();
        try (Build build = start(arguments.toArray(String[]::new))) {
            if (build.end() == 0) {
                throw new AssertionError("should have failed:\n" + build.log());
            }
            return build.log();
        }
    }

    /** Makes the next build's tests the first. */
    void forgetTests() throws IOException {
        Files.deleteIfExists(directory.resolve("target/tests-are-running"));
    }

    Path output() {
        return directory.resolve("target/esb").resolve(env());
    }
}
