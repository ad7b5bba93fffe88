package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** A copy of {@code src/failure} with an environment to itself. */
final class Project {
    final Path directory;
    final Remains remains;
    private final Build.Maven maven;
    /** What services write to, and only see changed. */
    private final Snapshot authors;

    private final Map<String, String> variables;
    private final Optional<Machine> machine;

    private Project(
            Build.Maven maven,
            Path directory,
            Snapshot authors,
            Remains remains,
            Map<String, String> variables,
            Optional<Machine> machine) {
        this.maven = maven;
        this.directory = directory;
        this.authors = authors;
        this.remains = remains;
        this.variables = variables;
        this.machine = machine;
    }

    /** Makes one. */
    @FunctionalInterface
    interface Source {
        Project get() throws IOException;
    }

    /** @param home the directory that holds the environments' directories */
    static Project copy(Build.Maven maven, Path source, Path work, Path home, String env) throws IOException {
        Path directory = Files.createDirectories(work.resolve(env));
        // Maven 4 looks for it to know the root of a project.
        Files.createDirectories(directory.resolve(".mvn"));
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Snapshot authors = Snapshot.of(directory.resolve("pages"), directory.resolve("web.conf"));
        return new Project(
                maven, directory, authors, new Remains(env, home), Map.of(Remains.MARK, env), Optional.empty());
    }

    /**
     * The same project on a machine of its own, as far as builds can tell: no other build, nor {@code prune}, can see that one of its
     * builds has ended, so what such a build leaves can only be taken down by the build itself or its watchdog.
     */
    Project onItsOwnMachine() {
        return with("HOSTNAME", env());
    }

    /** The same project, whose builds run on that machine. */
    Project on(Machine other) {
        return new Project(maven, directory, authors, remains, variables, Optional.of(other));
    }

    /** The same project, whose builds find programs in that directory first. */
    Project withFirstOnPath(Path programs) {
        return with("PATH", programs + ":" + System.getenv("PATH"));
    }

    /** The same project, whose builds have that variable as well. */
    Project with(String variable, String value) {
        Map<String, String> with = new HashMap<>(variables);
        with.put(variable, value);
        return new Project(maven, directory, authors, remains, with, machine);
    }

    /** The same project with another {@code esb.home}, in which no {@code prune} of another test looks. */
    Project withHome(Path home) {
        return new Project(maven, directory, authors, new Remains(env(), home), variables, machine);
    }

    /** Different from those of every other run on the same engine. */
    static String newName(String what) {
        return "fail-%s-%06x".formatted(what, ThreadLocalRandom.current().nextInt(1 << 24));
    }

    String env() {
        return remains.env();
    }

    /** The files and directories of the stack that services write to are as they were before its first build. */
    void assertAuthorsFilesUnchanged() throws IOException {
        authors.assertUnchanged();
    }

    /** Starts Maven with these goals and options. */
    Build start(String... arguments) throws IOException {
        return start(directory, arguments);
    }

    Build start(Path elsewhere, String... arguments) throws IOException {
        List<String> all = withOptions(arguments);
        return machine.isPresent()
                ? Build.start(machine.get(), maven, elsewhere, variables, all)
                : Build.start(maven, elsewhere, variables, all);
    }

    Build startDaemon(String... arguments) throws IOException {
        return Build.startDaemon(maven, directory, variables, withOptions(arguments));
    }

    private List<String> withOptions(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of("-Desb.home=" + remains.home(), "-Desb.env=" + env()))
                .toList();
    }

    /** Starts a goal of the plugin as a person would. */
    Build startGoal(String name, String... options) throws IOException {
        return startGoal(directory, name, options);
    }

    private Build startGoal(Path elsewhere, String name, String... options) throws IOException {
        return start(
                elsewhere,
                Stream.concat(Stream.of(maven.goal(name)), Stream.of(options)).toArray(String[]::new));
    }

    /** Starts a goal of the plugin at a terminal, as a person would. */
    TerminalSession startAtTerminal(int width, String name, String... options)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(maven.home().resolve("bin/mvn").toString()));
        command.addAll(Build.options(maven));
        command.add(maven.goal(name));
        command.addAll(withOptions(options));
        Map<String, String> all = new HashMap<>(variables);
        all.put("MAVEN_OPTS", String.join(" ", maven.jvm()));
        return TerminalSession.start(directory, all, width, command);
    }

    /** Runs a goal of the plugin as a person would, and fails if it does. */
    String goal(String name, String... options) throws IOException, InterruptedException {
        return goal(directory, name, options);
    }

    String goal(Path elsewhere, String name, String... options) throws IOException, InterruptedException {
        try (Build build = startGoal(elsewhere, name, options)) {
            if (build.end() != 0) {
                throw new AssertionError(build.log());
            }
            return build.log();
        }
    }

    /** Runs a goal that has to fail; what it says. */
    String failedGoal(String name, String... options) throws IOException, InterruptedException {
        try (Build build = startGoal(name, options)) {
            if (build.end() == 0) {
                throw new AssertionError("should have failed:\n" + build.log());
            }
            return build.log();
        }
    }

    /** Runs a shell command in the service "web"; what it prints. */
    List<String> inWeb(String command) throws IOException, InterruptedException {
        return Shell.lines("docker", "exec", remains.project() + "-web-1", "sh", "-ec", command);
    }

    /** Makes the next build's tests the first. */
    void forgetTests() throws IOException {
        Files.deleteIfExists(directory.resolve("target/tests-are-running"));
    }

    /** Makes nothing of an earlier build count for the next one's moments. */
    void forgetEarlierBuilds() throws IOException {
        forgetTests();
        EngineEvents.instance().forget(remains.project());
    }

    Path output() {
        return directory.resolve("target/esb").resolve(env());
    }
}
