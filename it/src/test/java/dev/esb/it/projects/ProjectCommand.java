package dev.esb.it.projects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The script {@code ./esb} of a project, as its user calls it; the Maven that it calls is the same, with the same settings, as the invoker's. */
public final class ProjectCommand {
    private static final int TIMEOUT_SECONDS = 120;

    private final Path checkout;
    private final Path localRepository;
    private final String shell;
    private final String input;

    /**
     * @param checkout of a project with the script
     * @param project the directory beside the other projects
     */
    public ProjectCommand(File checkout, File project, File localRepository) throws IOException {
        this(checkout.toPath(), localRepository.toPath(), "", "");
        Path settings = project.toPath().resolveSibling("interpolated-settings.xml");
        Files.createDirectories(this.checkout.resolve(".mvn"));
        Files.writeString(
                this.checkout.resolve(".mvn/maven.config"),
                "--batch-mode\n--global-settings=%s\n-Dmaven.repo.local=%s\n".formatted(settings, localRepository));
        Path maven = this.checkout.resolve("mvnw");
        Files.writeString(maven, "#!/bin/sh\nexec '%s/bin/mvn' \"$@\"\n".formatted(System.getProperty("maven.home")));
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    private ProjectCommand(Path checkout, Path localRepository, String shell, String input) {
        this.checkout = checkout;
        this.localRepository = localRepository;
        this.shell = shell;
        this.input = input;
    }

    /** Called as an argument of a shell. */
    public ProjectCommand in(String shell) {
        return new ProjectCommand(checkout, localRepository, shell, input);
    }

    public ProjectCommand withInput(String input) {
        return new ProjectCommand(checkout, localRepository, shell, input);
    }

    /** What a call came to. */
    public record Result(int exitCode, String output, String errors) {}

    public Result run(String... arguments) throws Exception {
        Running running = start(arguments);
        int exitCode = running.exitCode();
        return new Result(exitCode, Files.readString(running.output), Files.readString(running.errors));
    }

    public Running start(String... arguments) throws IOException {
        Path directory = Files.createTempDirectory(checkout.getParent(), "call-");
        List<String> command = new ArrayList<>(shell.isEmpty() ? List.of() : List.of(shell));
        command.add("./esb");
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        Path given = Files.writeString(directory.resolve("input"), input);
        Process process = builder(command)
                .redirectInput(given.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new Running(process, output, errors);
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(checkout.toFile());
        builder.environment().keySet().removeAll(List.of("ESB_ENV", "MAVEN_ARGS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        return builder;
    }

    /** A call that goes on. */
    public static final class Running {
        private final Process process;
        private final Path output;
        private final Path errors;

        private Running(Process process, Path output, Path errors) {
            this.process = process;
            this.output = output;
            this.errors = errors;
        }

        public void awaitOutput(String text) throws Exception {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
            while (!Files.readString(output).contains(text)) {
                assertThat(System.nanoTime()).as("'%s' in %s", text, output).isLessThan(end);
                Thread.sleep(50);
            }
        }

        /** Once it has ended. */
        public int exitCode() throws InterruptedException {
            boolean hasEnded = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (!hasEnded) {
                process.destroy();
            }
            assertThat(hasEnded).as("end of the call, see %s", output).isTrue();
            return process.exitValue();
        }
    }

    /** Whether the archive of classes is there, which the first call has made beside the others, and the script gives it to Java. */
    public boolean keepsClasses() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (archive().isEmpty()) {
            assertThat(System.nanoTime()).as("time for an archive").isLessThan(end);
            Thread.sleep(50);
        }
        Process traced = builder(List.of("sh", "-x", "./esb", "--help"))
                .redirectErrorStream(true)
                .start();
        String trace = new String(traced.getInputStream().readAllBytes(), UTF_8);
        return traced.waitFor() == 0
                && trace.contains("-XX:SharedArchiveFile=" + archive().get(0));
    }

    public void forgetClasses() throws IOException {
        for (Path archive : archive()) {
            Files.delete(archive);
            Files.delete(archive.resolveSibling(archive.getFileName() + ".of"));
        }
    }

    /** That of the jar in this repository. */
    private List<Path> archive() throws IOException {
        Path cache = Path.of(System.getProperty("user.home"), ".esb", ".cache");
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".jsa") && isOfThisRepository(file))
                    .toList();
        }
    }

    private boolean isOfThisRepository(Path archive) {
        try {
            Path origin = archive.resolveSibling(archive.getFileName() + ".of");
            return Files.exists(origin) && Files.readString(origin).contains(localRepository.toString());
        } catch (IOException e) {
            return false;
        }
    }
}
