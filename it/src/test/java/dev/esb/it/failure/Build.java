package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A Maven process, the leader of a process group of its own. */
final class Build implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Short, because all that is looked at is in files or in memory. */
    private static final Duration INTERVAL = Duration.ofMillis(25);

    private final Process process;
    private final Path log;

    private Build(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * How to call Maven.
     *
     * @param jvm the options of its JVM
     */
    record Maven(
            Path home, List<String> jvm, Path repository, Path repositoryTail, String pluginVersion, Path testClasses) {
        /** As the suite is told by its own build. */
        static Maven ofSystemProperties() {
            return new Maven(
                    Path.of(System.getProperty("maven.home")),
                    List.of(System.getProperty("it.jvm").split(" ")),
                    Path.of(System.getProperty("esb.repository")),
                    Path.of(System.getProperty("esb.repository.tail")),
                    System.getProperty("esb.version"),
                    Path.of(System.getProperty("test.classes")));
        }

        String goal(String name) {
            return "dev.esb:esb-maven-plugin:%s:%s".formatted(pluginVersion, name);
        }
    }

    /** @param variables what the build and all that it starts have in their environment */
    static Build start(Maven maven, Path directory, Map<String, String> variables, List<String> arguments)
            throws IOException {
        return start(List.of(maven.home().resolve("bin/mvn").toString()), maven, directory, variables, arguments);
    }

    /** As {@link #start}, on another machine. */
    static Build start(
            Machine machine, Maven maven, Path directory, Map<String, String> variables, List<String> arguments)
            throws IOException {
        return start(
                machine.launcher(maven.home().resolve("bin/mvn").toString()), maven, directory, variables, arguments);
    }

    /** As {@link #start}, in a JVM that goes on when the build has ended, as the one of the Maven daemon does. */
    static Build startDaemon(Maven maven, Path directory, Map<String, String> variables, List<String> arguments)
            throws IOException {
        return start(DaemonProcess.command(maven, directory), maven, directory, variables, arguments);
    }

    private static Build start(
            List<String> launcher, Maven maven, Path directory, Map<String, String> variables, List<String> arguments)
            throws IOException {
        EngineEvents.instance();
        // A process that was started in the background of a script ignores SIGINT, and so would all that it starts.
        List<String> command = new ArrayList<>(List.of("setsid", "env", "--default-signal=INT,QUIT"));
        command.addAll(launcher);
        command.add("--batch-mode");
        command.addAll(options(maven));
        command.addAll(arguments);
        Path log = Files.createTempFile(directory, "maven", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().remove("ESB_ENV");
        builder.environment().putAll(variables);
        builder.environment().put("MAVEN_OPTS", String.join(" ", maven.jvm()));
        return new Build(Shell.onEngine(builder).start(), log);
    }

    /** What each build of the suite needs. */
    static List<String> options(Maven maven) {
        return List.of(
                "--offline",
                "--no-transfer-progress",
                "-Dmaven.repo.local=" + maven.repository(),
                "-Dmaven.repo.local.tail=" + maven.repositoryTail(),
                "-Desb.version=" + maven.pluginVersion(),
                "-Dtest.classes=" + maven.testClasses());
    }

    /** Something that becomes true while a build runs. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Waits until the condition holds; false where the build ends, or much time passes, before it does. */
    boolean reaches(Condition condition) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                return condition.holds();
            }
            Thread.sleep(INTERVAL.toMillis());
        }
        return true;
    }

    /** As {@link #reaches}, and fails where that is false. */
    void await(String what, Condition condition) throws IOException, InterruptedException {
        if (!reaches(condition)) {
            throw new AssertionError("%s did not happen:%n%s".formatted(what, log()));
        }
    }

    /** Whether a goal of the plugin has begun. */
    boolean hasBegun(String goal) throws IOException {
        return Pattern.compile("--- esb(-maven-plugin)?:[^ ]+:" + goal + " ")
                .matcher(log())
                .find();
    }

    /** Sends a signal, to the whole process group if that is asked for. */
    void signal(String name, boolean wholeGroup) throws IOException, InterruptedException {
        Shell.lines("kill", "-" + name, "--", (wholeGroup ? "-" : "") + process.pid());
    }

    /** Waits for its end. */
    int end() throws InterruptedException, IOException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Maven does not end:\n" + log());
        }
        return process.exitValue();
    }

    /** Waits until the condition holds, or the build has ended, whichever comes first. */
    void awaitAtMost(String what, Condition condition) throws IOException, InterruptedException {
        await(what, () -> !process.isAlive() || condition.holds());
    }

    /** As {@link #signal}; the build may have ended by now. */
    void signalIfAlive(String name, boolean wholeGroup) throws InterruptedException {
        try {
            signal(name, wholeGroup);
        } catch (IOException e) {
            // Its exit code tells.
        }
    }

    /** The process that takes the environment down when Maven cannot. */
    Optional<ProcessHandle> watchdog() {
        return process.toHandle()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("WatchdogProcess"))
                .findFirst();
    }

    /** So that nothing on its machine takes its environment down. */
    void killWithWatchdog() throws IOException, InterruptedException {
        ProcessHandle watchdog = watchdog().orElseThrow(() -> new AssertionError("There is no watchdog."));
        watchdog.destroyForcibly();
        // Before its parent, which is told of its end.
        watchdog.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        signal("KILL", false);
        end();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }
    }
}
