package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Brings environments up in parallel, lets something go wrong with each, and looks at what is left at the end. */
final class Chaos {
    private static final int PARALLEL = Integer.getInteger("chaos.parallel", 4);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String QUICK = "-Desb.stopTimeout=1";

    private final Build.Maven maven = Build.Maven.ofSystemProperties();
    private final Path sources;
    private final AtomicInteger environments = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger hits = new AtomicInteger();
    private final List<String> oddities = Collections.synchronizedList(new ArrayList<>());
    private final int count;
    private final long seed;
    private final String prefix;
    private final Path work;
    private final Path home;

    /** @param sources the directory of the module that holds the stacks */
    Chaos(Path sources, int count, long seed) throws IOException {
        this.sources = sources;
        this.count = count;
        this.seed = seed;
        // Of the process too, so that the same seed can run twice at once.
        this.prefix = "chaos-%x-".formatted(ProcessHandle.current().pid());
        this.work = Files.createTempDirectory("esb-chaos");
        this.home = work.resolve("home");
    }

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new Random().nextInt(1_000_000);
        System.exit(new Chaos(Path.of(System.getProperty("chaos.sources")), count, seed).run() ? 0 : 1);
    }

    /** Whether nothing was left, nothing touched, and every build succeeded that should. */
    boolean run() throws Exception {
        System.out.printf("seed %d: repeat with it/chaos/run %d %d%n", seed, count, seed);
        Random random = new Random(seed);
        List<Fault> faults =
                IntStream.range(0, count).mapToObj(n -> Fault.any(n, random)).toList();
        ExecutorService executor = Executors.newFixedThreadPool(PARALLEL);
        Foreign foreign = Foreign.make(prefix + "foreign", project(prefix + "neighbour", "one.yml"));
        int touched;
        try {
            List<Future<?>> results = new ArrayList<>();
            for (Fault fault : faults) {
                results.add(executor.submit(() -> {
                    try {
                        meet(fault);
                    } catch (IOException | AssertionError e) {
                        // The others go on: what is left in the end is to be found, and removed.
                        oddities.add("%s%d at %s: %s".formatted(prefix, fault.number(), fault, e));
                    }
                    return null;
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
            awaitWatchdogs();
            project(prefix + "sweep", "one.yml").goal("prune", "-Desb.prune=true");
            touched = foreign.touched();
        } finally {
            executor.shutdownNow();
            foreign.remove();
        }
        List<String> leaks = Leaks.of(prefix, home);
        leaks.forEach(leak -> System.out.println("leak: " + leak));
        oddities.forEach(oddity -> System.out.println("odd: " + oddity));
        Leaks.remove(prefix);
        boolean isGood = leaks.isEmpty() && touched == 0 && oddities.isEmpty();
        if (isGood) {
            Leaks.delete(work);
        } else {
            System.out.println("logs: " + work);
        }
        System.out.printf(
                "%d faults, %d environments, leaks: %d, foreign resources touched: %d%n",
                hits.get(), environments.get(), leaks.size(), touched);
        return isGood;
    }

    private void meet(Fault fault) throws Exception {
        Project project = project(prefix + fault.number(), fault.stack());
        Instant start = Instant.now();
        boolean hit = false;
        // A build can be over before its fault comes.
        for (int attempt = 0; attempt < 3 && !hit; attempt++) {
            project.forgetTests();
            environments.incrementAndGet();
            try (Build build = project.start(arguments(fault))) {
                hit = strike(attempt == 0 ? fault : fault.earlier(attempt), project, build);
                build.end();
            }
        }
        if (hit) {
            hits.incrementAndGet();
        }
        if (fault.isAgain()) {
            project.forgetTests();
            environments.incrementAndGet();
            try (Build build = project.start(arguments(fault, "verify"))) {
                if (build.end() != 0) {
                    oddities.add("%s failed after %s:%n%s".formatted(project.env(), fault, build.log()));
                }
            }
        }
        System.out.printf(
                "%3d/%d %s %s %s%s, %d s%n",
                done.incrementAndGet(),
                count,
                project.env(),
                fault.kind(),
                fault.kind().isOfTheBuildItself() ? "" : fault.when() + " + " + fault.delay() + " ms",
                hit ? "" : " (missed)",
                Duration.between(start, Instant.now()).toSeconds());
    }

    private static boolean strike(Fault fault, Project project, Build build) throws Exception {
        if (fault.kind().isOfTheBuildItself()) {
            return true;
        }
        try {
            fault.when().await(build, project);
        } catch (AssertionError e) {
            return false;
        }
        Thread.sleep(fault.delay());
        return switch (fault.kind()) {
            case INT -> build.signalIfAlive("INT", false);
            case INT_GROUP -> build.signalIfAlive("INT", true);
            case TERM -> build.signalIfAlive("TERM", false);
            case TERM_GROUP -> build.signalIfAlive("TERM", true);
            case TERM_THEN_KILL -> {
                boolean hit = build.signalIfAlive("TERM", false);
                Thread.sleep(fault.delay());
                build.signalIfAlive("KILL", true);
                yield hit;
            }
            case KILL -> build.signalIfAlive("KILL", false);
            case KILL_GROUP -> build.signalIfAlive("KILL", true);
            case KILL_WITH_WATCHDOG -> {
                build.watchdog().ifPresent(ProcessHandle::destroyForcibly);
                yield build.signalIfAlive("KILL", true);
            }
            case CONTAINERS_REMOVED -> {
                project.remains.removeContainers();
                Thread.sleep(fault.delay());
                build.signalIfAlive("TERM", false);
                yield true;
            }
            default -> throw new AssertionError(fault);
        };
    }

    private static String[] arguments(Fault fault) {
        return switch (fault.kind()) {
            case LATER_PLUGIN -> arguments(fault, "verify", "-Dobstacle.skip=false");
            case FAILING_TEST -> arguments(fault, "verify", "-Dtests=fail");
            case NO_DOWN -> arguments(fault, "integration-test");
            default -> arguments(fault, "verify", "-Dtests=" + fault.when().tests());
        };
    }

    private static String[] arguments(Fault fault, String... own) {
        List<String> arguments = new ArrayList<>(List.of(own));
        arguments.add(QUICK);
        arguments.add("-Desb.files=" + fault.stack());
        return arguments.toArray(String[]::new);
    }

    private Project project(String env, String stack) throws IOException {
        Project project = Project.copy(maven, sources.resolve("src/failure"), work, home, env);
        Files.copy(sources.resolve("chaos/stacks").resolve(stack), project.directory.resolve(stack));
        Files.delete(project.directory.resolve("compose.yml"));
        return project;
    }

    private void awaitWatchdogs() throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!Leaks.processes(prefix).isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(500);
        }
    }
}
