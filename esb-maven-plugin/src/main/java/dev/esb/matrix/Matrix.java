package dev.esb.matrix;

import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.Programs;
import dev.esb.Reporter;
import dev.esb.ServiceState;
import dev.esb.ServiceState.Kind;
import dev.esb.extension.CellDirectory;
import dev.esb.parameter.MatrixCell;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the environments of a matrix, some at once and the others when it is their turn. One that fails does not end the others. */
public final class Matrix {
    /** Set by {@code mvnDebug}: a second JVM could not listen on the same port. */
    private static final String DEBUG_OPTIONS = "MAVEN_DEBUG_OPTS";

    private static final String JVM_OPTIONS = "MAVEN_OPTS";

    /** The processors are for the tests: to compile better code takes longer than Maven runs, and as long in each of the processes. */
    private static final String LIGHT_COMPILER = "-XX:TieredStopAtLevel=1";

    private final InnerMaven maven;
    private final Path output;
    private final int parallel;
    private final Reporter reporter;
    private final RunningBuilds running;

    /**
     * @param output {@code target/esb} of the outer build
     * @param parallel how many run at once
     * @param atEndOfJvm receives the messages when this JVM ends before the builds do
     */
    public Matrix(InnerMaven maven, Path output, int parallel, Reporter reporter, Reporter atEndOfJvm) {
        this.maven = maven;
        this.output = output;
        this.parallel = parallel;
        this.reporter = reporter;
        this.running = new RunningBuilds(reporter, atEndOfJvm);
    }

    /** Whether this process is one of those that a matrix runs. */
    public static boolean isInner(Map<String, String> processEnvironment) {
        return processEnvironment.containsKey(CellDirectory.VARIABLE);
    }

    /**
     * Runs all of them.
     *
     * @param modules all that the build has, for their test reports
     * @return what has come of each, in the same order
     * @throws EsbException when a build cannot be started, or a file cannot be written
     * @throws CancelledException when the calling thread is interrupted; the builds have ended by then
     */
    public List<CellResult> run(List<MatrixCell> cells, List<Module> modules) {
        Path extension = output.resolve("matrix-extension.jar");
        ExtensionFile.write(extension);
        Map<String, ServiceState> waiting = new LinkedHashMap<>();
        cells.forEach(cell -> waiting.put(cell.name().value(), ServiceState.of(Kind.WAITING, "its turn")));
        reporter.services(waiting);
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallel, cells.size()), Matrix::daemon);
        try (running) {
            List<Future<CellResult>> results = new ArrayList<>();
            for (MatrixCell cell : cells) {
                results.add(threads.submit(() -> run(cell, modules, extension)));
            }
            return all(results);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "esb-matrix");
        thread.setDaemon(true);
        return thread;
    }

    private static List<CellResult> all(List<Future<CellResult>> results) {
        try {
            List<CellResult> all = new ArrayList<>();
            for (Future<CellResult> result : results) {
                all.add(result.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("while the environments of the matrix ran");
        }
    }

    private CellResult run(MatrixCell cell, List<Module> modules, Path extension) throws InterruptedException {
        CellFiles files = new CellFiles(output, cell.name());
        TestReports reports = new TestReports(files, modules);
        reports.clear();
        Instant start = Instant.now();
        MavenOutput seen = new MavenOutput();
        show(cell, Kind.RUNNING, "");
        InnerBuild build = running.start(
                cell.name(),
                () -> InnerBuild.start(
                        process(cell, files, extension),
                        files.log(),
                        line -> seen.accept(line).ifPresent(state -> show(cell, Kind.RUNNING, state))));
        int exitCode = build.waitFor();
        running.hasEnded(cell.name());
        TestCounts tests = reports.collect(start);
        Duration time = Duration.between(start, Instant.now());
        CellResult result = new CellResult(cell.name(), exitCode, tests, time, files.log(), seen.errors());
        show(cell, result.hasPassed() ? Kind.PASSED : Kind.FAILED, summary(result));
        return result;
    }

    private ProcessBuilder process(MatrixCell cell, CellFiles files, Path extension) {
        ProcessBuilder builder = new ProcessBuilder(Programs.ofThisMachine().command(maven.command(cell, extension)))
                .directory(maven.directory().toFile());
        builder.environment().put(CellDirectory.VARIABLE, files.buildDirectory());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove(DEBUG_OPTIONS);
        // Those of the user come later, and so before these.
        builder.environment().merge(JVM_OPTIONS, LIGHT_COMPILER, (ofUser, light) -> light + " " + ofUser);
        return builder;
    }

    private void show(MatrixCell cell, Kind kind, String detail) {
        if (running.isOver()) {
            return;
        }
        try {
            reporter.services(Map.of(cell.name().value(), ServiceState.of(kind, detail)));
        } catch (IllegalStateException e) {
            // The JVM ends, and Maven 4 closes its log at once. What the builds print has to be read nevertheless: they
            // could not end.
        }
    }

    private static String summary(CellResult result) {
        TestCounts tests = result.tests();
        if (tests.failed() > 0) {
            return "%s of %s".formatted(tests.failed(), tests(tests.run()));
        }
        return result.hasPassed() ? tests(tests.run()) : "with exit code " + result.exitCode();
    }

    private static String tests(int count) {
        return count == 1 ? "1 test" : count + " tests";
    }
}
