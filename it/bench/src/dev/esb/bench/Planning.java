package dev.esb.bench;

import dev.esb.EsbException;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.ResourceCommand.Remove;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.docker.VolumeCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Planning and isolating a stack of 40 services, without and with many leases on the engine. All of {@code up} runs, up to the call
 * of {@code docker compose up}, which the shim refuses.
 */
final class Planning {
    private static final int SERVICES = 40;
    private static final int ROUNDS = 10;
    private static final int LAST_SLOT = 797;

    private final int leases;
    private final Table table =
            new Table("leases", "own ms cold", "own ms warm", "slowest", "all ms warm", "docker calls", "git calls");

    Planning(int leases) {
        this.leases = leases;
    }

    void run() throws Exception {
        Path stack = Workspace.stack("large", Stacks.large(SERVICES));
        measure(stack);
        try {
            makeLeases();
            measure(stack);
        } finally {
            removeLeases();
        }
        table.print("A plan for a stack of %d services, up to the call of docker compose up".formatted(SERVICES));
    }

    /** Cold is the first round in a new process, warm the median of the others. */
    private void measure(Path stack) throws Exception {
        Path record = Workspace.record();
        Map<String, String> variables = Workspace.recording(record);
        variables.put("BENCH_STOP", "true");
        List<Long> starts = new Shell(stack, variables)
                .run(Workspace.java(Planner.class, stack.toString(), Workspace.name("plan")))
                .requireSuccess()
                .output()
                .lines()
                .filter(line -> line.startsWith("round "))
                .map(line -> Long.parseLong(line.substring("round ".length())))
                .toList();
        List<Long> own = new ArrayList<>();
        List<Long> whole = new ArrayList<>();
        Set<Long> docker = new HashSet<>();
        Set<Long> git = new HashSet<>();
        Calls all = Calls.read(record);
        for (long from : starts) {
            Calls later = all.startedIn(from, Long.MAX_VALUE);
            long to = later.startOf("docker compose up");
            own.add(later.timeWithout(from, to) / 1000);
            whole.add((to - from) / 1000);
            Calls counted = all.startedIn(from, to - 1);
            docker.add(counted.all().stream()
                    .filter(call -> call.name().startsWith("docker"))
                    .count());
            git.add(counted.all().stream()
                    .filter(call -> call.name().startsWith("git"))
                    .count());
        }
        List<Long> warm = own.subList(1, own.size());
        table.row(
                countLeases(),
                own.get(0),
                Numbers.median(warm),
                Numbers.max(warm),
                Numbers.median(whole.subList(1, whole.size())),
                Numbers.range(List.copyOf(docker)),
                Numbers.range(List.copyOf(git)));
        Files.delete(record);
    }

    /** Makes plans, and tells when each began. */
    static final class Planner {
        private Planner() {}

        public static void main(String[] arguments) {
            BenchEnvironment environment = new BenchEnvironment(Path.of(arguments[0]));
            for (int i = 0; i < ROUNDS + 1; i++) {
                long start = Calls.now();
                try {
                    environment.up(arguments[1] + "-" + i);
                } catch (EsbException e) {
                    if (!e.getMessage().contains("the benchmark starts nothing")) {
                        throw e;
                    }
                }
                System.out.println("round " + start);
            }
        }
    }

    /** Where no other environment is. With the labels that a claim writes, but several at once and in one call each. */
    private void makeLeases() throws InterruptedException {
        Set<String> taken = Workspace.DOCKER.run(new ListLabelled(Kind.VOLUME, "dev.esb.slot", List.of())).stream()
                .map(Resource::name)
                .collect(Collectors.toSet());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        IntStream.rangeClosed(1, LAST_SLOT)
                .filter(slot -> !taken.contains("esb-slot-" + slot))
                .limit(leases)
                .forEach(slot -> threads.execute(
                        () -> Workspace.DOCKER.run(new VolumeCommand.Create("esb-slot-" + slot, labels(slot)))));
        threads.shutdown();
        if (!threads.awaitTermination(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the leases could not be made in time");
        }
    }

    private static Map<String, String> labels(int slot) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("dev.esb.slot", String.valueOf(slot));
        labels.put("dev.esb.slots", "1");
        labels.put("dev.esb.env", Workspace.name("lease-" + slot));
        labels.put("dev.esb.stack", "");
        labels.put("dev.esb.owner", BenchEnvironment.OWNER);
        labels.put("dev.esb.owner.process", "");
        labels.put("dev.esb.expires", "");
        labels.put("dev.esb.created", Instant.now().toString());
        labels.put("dev.esb.source", "");
        labels.put("dev.esb.claim", Workspace.name("lease"));
        return labels;
    }

    private static int countLeases() {
        return Workspace.DOCKER
                .run(new ListLabelled(Kind.VOLUME, "dev.esb.slot", List.of()))
                .size();
    }

    /** A slot that another claim has won has another claim id, and stays. */
    private static void removeLeases() throws IOException {
        List<String> own = Workspace.DOCKER
                .run(new ListLabelled(Kind.VOLUME, "dev.esb.claim=" + Workspace.name("lease"), List.of()))
                .stream()
                .map(Resource::name)
                .toList();
        if (!own.isEmpty()) {
            Workspace.DOCKER.run(new Remove(Kind.VOLUME, own));
        }
    }
}
