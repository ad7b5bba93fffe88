package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Brings environments up in parallel, lets something go wrong with each, and looks at what is left at the end. */
final class Chaos {
    /** Of a run that is told of no other. */
    static final long SEED = 1;

    private static final int PARALLEL = Integer.getInteger("chaos.parallel", 4);
    private static final String FOREIGN = "foreign";
    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Build.Maven maven = Build.Maven.ofSystemProperties();
    private final AtomicInteger environments = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger hits = new AtomicInteger();
    private final AtomicInteger misses = new AtomicInteger();
    private final Collection<Remains> remains = new ConcurrentLinkedQueue<>();
    private final List<String> oddities = Collections.synchronizedList(new ArrayList<>());
    private final Path sources;
    private final List<Fault> faults;
    private final String repeat;
    private final String prefix;
    private final String copied;
    private final Path work;
    private final Path home;

    /**
     * @param sources the directory of the module that holds the stacks
     * @param count how many faults; 0 for every pair of a fault and a moment once
     */
    Chaos(Path sources, int count, long seed) throws IOException, InterruptedException {
        this.sources = sources;
        String only = System.getProperty("chaos.moments", "");
        Set<Moment> moments = Moment.seen(only);
        this.faults = count == 0 ? Fault.all(moments, new Random(seed)) : Fault.some(count, moments, new Random(seed));
        this.repeat = "seed %s: repeat with %sit/chaos/run %s %s"
                .formatted(seed, only.isEmpty() ? "" : "CHAOS_MOMENTS=" + only + " ", faults.size(), seed);
        // Not of the seed: the same one can run twice at once.
        this.prefix = "chaos-%06x-".formatted(ThreadLocalRandom.current().nextInt(1 << 24));
        this.copied = Foreign.copiedVolume(prefix + FOREIGN);
        this.work = Files.createTempDirectory("esb-chaos");
        this.home = work.resolve("home");
    }

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : SEED;
        System.exit(new Chaos(Path.of(System.getProperty("chaos.sources")), count, seed).run() ? 0 : 1);
    }

    /** Whether every fault has hit, nothing was left, nothing touched, and every build succeeded that should. */
    boolean run() throws Exception {
        System.out.println(repeat);
        Foreign foreign = Foreign.make(prefix + FOREIGN, project(prefix + "neighbour"));
        int touched;
        try {
            meetAll();
            awaitWatchdogs();
            project(prefix + "prune").goal("prune", "-Desb.prune=true");
            touched = foreign.touched();
        } finally {
            foreign.remove();
        }
        BegunSnapshots snapshots = BegunSnapshots.of(remains);
        Leaks leaks = Leaks.of(remains, snapshots, prefix);
        leaks.all().forEach(leak -> System.out.println("leak: " + leak));
        oddities.forEach(oddity -> System.out.println("odd: " + oddity));
        leaks.remove();
        snapshots.remove();
        boolean isGood = leaks.all().isEmpty()
                && touched == 0
                && oddities.isEmpty()
                && hits.get() == faults.size()
                && misses.get() <= allowedMisses();
        if (isGood) {
            Leaks.delete(work);
        } else {
            System.out.println("logs: " + work);
        }
        System.out.printf("%d misses, of which %d are allowed%n", misses.get(), allowedMisses());
        System.out.printf(
                "%d faults, %d environments, leaks: %d, foreign resources touched: %d%n",
                hits.get(), environments.get(), leaks.all().size(), touched);
        return isGood;
    }

    /** On a busy machine a build can be over before its fault comes. */
    private int allowedMisses() {
        return 5 + faults.size() / 20;
    }

    private void meetAll() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(PARALLEL);
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
        } finally {
            executor.shutdownNow();
        }
    }

    private void meet(Fault fault) throws Exception {
        Instant start = Instant.now();
        Project project = onMachineFor(fault, prefix + fault.number());
        int missed;
        try (KeptData data = KeptData.of(fault, project, () -> onMachineFor(fault, prefix + "next" + fault.number()))) {
            environments.addAndGet(data.environments());
            data.prepare();
            missed = misses(fault, project, data);
            misses.addAndGet(missed);
            if (missed < ATTEMPTS) {
                hits.incrementAndGet();
            }
            if (fault.isAgain() && fault.victim() != Fault.Victim.RESET) {
                requireAgain(fault, project);
            }
            data.require();
        }
        System.out.printf(
                "%3d/%d %s %s%s, %d s%n",
                done.incrementAndGet(),
                faults.size(),
                project.env(),
                fault,
                missed == 0 ? "" : " (missed %d times)".formatted(missed),
                Duration.between(start, Instant.now()).toSeconds());
    }

    /** Elsewhere, so that nothing but its watchdog can clean up after a build. */
    private Project onMachineFor(Fault fault, String env) throws IOException {
        Project ofThisMachine = project(env);
        return fault.kind() == Fault.Kind.KILL_WITH_WATCHDOG ? ofThisMachine : ofThisMachine.onItsOwnMachine();
    }

    private void requireAgain(Fault fault, Project project) throws IOException, InterruptedException {
        environments.incrementAndGet();
        try (Build build = new Strike(fault, project).startAgain()) {
            if (build.end() != 0) {
                oddities.add("%s failed after %s:%n%s".formatted(project.env(), fault, build.log()));
            }
        }
    }

    /** Tries until the fault has hit; how often it has not. */
    private int misses(Fault first, Project project, KeptData data) throws IOException, InterruptedException {
        Fault fault = first;
        for (int missed = 0; missed < ATTEMPTS; missed++) {
            project.forgetEarlierBuilds();
            environments.incrementAndGet();
            Strike strike = new Strike(fault, project);
            try (Build build = strike.start()) {
                data.accompany(build);
                if (strike.hits(build)) {
                    return missed;
                }
            }
            data.prepareAgain();
            fault = fault.earlier();
        }
        return ATTEMPTS;
    }

    private Project project(String env) throws IOException {
        Project project = Project.copy(maven, sources.resolve("src/failure"), work, home, env)
                .with("CHAOS_VOLUME", Foreign.writtenVolume(prefix + FOREIGN))
                .with("CHAOS_COPIED", copied);
        try (Stream<Path> stacks = Files.list(sources.resolve("chaos/stacks"))) {
            for (Path file : stacks.toList()) {
                Files.copy(file, project.directory.resolve(file.getFileName()));
            }
        }
        Files.delete(project.directory.resolve("compose.yml"));
        remains.add(project.remains);
        return project;
    }

    private void awaitWatchdogs() throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!Leaks.processes(prefix).isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(500);
        }
    }
}
