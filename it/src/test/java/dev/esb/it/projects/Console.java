package dev.esb.it.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JUnit's console launcher, which runs compiled tests as an IDE does: without Maven, and without any property of a build. */
public final class Console {
    private static final int TIMEOUT_SECONDS = 180;

    private final Path project;
    private final Path localRepository;
    private final String junit;

    /** @param junit JUnit's version */
    public Console(File project, File localRepository, String junit) {
        this.junit = junit;
        this.project = project.toPath();
        this.localRepository = localRepository.toPath();
    }

    /**
     * A run of tests.
     *
     * @param output what it has printed
     */
    public record Run(Process process, File output) {}

    /** Starts the tests of a class. */
    public Run start(String name, String test, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), "org.junit.platform.console.ConsoleLauncher", "execute"));
        command.addAll(List.of("--disable-ansi-colors", "--select-class", test));
        File output = project.resolve("console-" + name + ".log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().keySet().removeAll(List.of("ESB_ENV", "MAVEN_ARGS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        return new Run(builder.start(), output);
    }

    /** What a run has printed, once it has ended. */
    public String end(Run run) throws IOException, InterruptedException {
        boolean hasEnded = run.process().waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (!hasEnded) {
            run.process().destroy();
        }
        assertThat(hasEnded).as("end of the tests, see %s", run.output()).isTrue();
        return log(run);
    }

    public String log(Run run) throws IOException {
        return Files.readString(run.output().toPath());
    }

    /** Waits until something is so. */
    public void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("time for it").isLessThan(end);
            Thread.sleep(100);
        }
    }

    /** The Compose projects of environments whose names begin so and go on, of which something is on the engine. */
    public List<String> environmentsOfClasses(String name) throws Exception {
        return Stream.of("container", "network", "volume")
                .flatMap(kind -> labels(kind).stream())
                .filter(project -> project.matches("esb-" + name + "-.+-[0-9a-f]{6}" + "|esb-" + name + "-[0-9a-f]{6}"))
                .distinct()
                .toList();
    }

    private static List<String> labels(String kind) {
        try {
            List<String> command = new ArrayList<>(List.of(kind, "ls"));
            if (kind.equals("container")) {
                command.add("--all");
            }
            command.addAll(List.of("--format", "{{.Label \"com.docker.compose.project\"}}"));
            return Engine.docker(command);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes the snapshots of a stack, which stay on the engine otherwise. */
    public static void removeSnapshots(String stack) throws Exception {
        List<String> ids = Engine.docker(List.of(
                "container",
                "ls",
                "--all",
                "--filter",
                "label=dev.esb.snapshot.stack=" + stack,
                "--format",
                "{{.Label \"dev.esb.snapshot\"}}"));
        for (String id : ids) {
            String filter = "label=dev.esb.snapshot=" + id;
            Engine.remove("container", Engine.docker(List.of("container", "ls", "-aq", "--filter", filter)));
            Engine.remove("volume", Engine.docker(List.of("volume", "ls", "-q", "--filter", filter)));
            Engine.remove("image", Engine.docker(List.of("image", "ls", "-q", "--filter", filter)));
        }
    }

    /** Of the tests, JUnit and esb-junit, as an IDE has read it from the pom. */
    private String classPath() throws IOException {
        Pattern wanted = Pattern.compile(
                ".*/(esb-junit-[0-9].*|junit-(jupiter|platform)(-[a-z]+)?-%s|(opentest4j|jspecify)-[0-9.]+)\\.jar"
                        .formatted(Pattern.quote(junit)));
        try (Stream<Path> files = Files.walk(localRepository)) {
            String jars = files.map(Path::toString)
                    .filter(file -> wanted.matcher(file).matches())
                    .collect(Collectors.joining(File.pathSeparator));
            return project.resolve("target/test-classes") + File.pathSeparator + jars;
        }
    }
}
