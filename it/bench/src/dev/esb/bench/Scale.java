package dev.esb.bench;

import dev.esb.bench.Workers.Done;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.NetworkCommand;
import dev.esb.environment.Subnet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many environments of a stack with two networks live at once, brought up by eight processes. At some numbers of live environments
 * everything stops for a moment, and one more is brought up alone, beside the same stack with plain Compose and a plain container.
 */
final class Scale {
    private static final int PROCESSES = 8;
    private static final int PROBES = 3;
    private static final List<Integer> STOPS = List.of(1, 10, 50, 100, 200, 400);

    private final int count;
    private final List<String> live = new ArrayList<>();
    private final List<String> all = new ArrayList<>();
    private final Path record;
    private final Table table = new Table(
            "live",
            "each, 8 at once",
            "slowest",
            "alone",
            "own",
            "to compose up",
            "compose up",
            "to ready",
            "compose alone",
            "docker run",
            "down alone",
            "calls",
            "retries");

    Scale(int count) throws IOException {
        this.count = count;
        this.record = Workspace.record();
    }

    void run() throws Exception {
        Path stack = Workspace.stack("two-networks", Stacks.twoNetworks(8080));
        Path plain = Workspace.stack("two-networks-plain", Stacks.twoNetworksPlain());
        try (Workers workers = new Workers(PROCESSES, stack, Workspace.recording(record))) {
            try {
                for (int stop : stops()) {
                    grow(workers, stop, plain);
                }
                verify();
            } finally {
                long start = System.nanoTime();
                workers.all("down", live);
                double seconds = (System.nanoTime() - start) / 1e9;
                table.print("Environments of two services and two networks; seconds, where nothing else is said");
                System.out.printf("all %d taken down by 8 processes in %.1f s%n", live.size(), seconds);
            }
        }
        Files.delete(record);
        List<String> remains = Clean.remains(all);
        if (!remains.isEmpty()) {
            throw new IllegalStateException("left behind: " + remains);
        }
    }

    private List<Integer> stops() {
        return Stream.concat(STOPS.stream().filter(stop -> stop < count), Stream.of(count))
                .toList();
    }

    private void grow(Workers workers, int stop, Path plain) throws Exception {
        List<String> names =
                IntStream.range(live.size(), stop).mapToObj(Workspace::name).toList();
        live.addAll(names);
        all.addAll(names);
        long start = System.nanoTime();
        List<Done> done = workers.all("up", names);
        double each = (System.nanoTime() - start) / 1e6 / names.size();

        Probes probes = new Probes();
        for (int i = 0; i < PROBES; i++) {
            String name = Workspace.name("alone-" + stop + "-" + i);
            all.add(name);
            probes.add(workers, name, plain, record);
        }
        table.row(
                stop,
                Numbers.seconds(each),
                Numbers.seconds(Numbers.max(done.stream().map(Done::millis).toList())),
                probes.alone(),
                probes.own(),
                probes.toUp(),
                probes.up(),
                probes.toReady(),
                probes.compose(),
                probes.run(),
                probes.down(),
                Numbers.range(done.stream().map(Done::calls).toList()),
                done.stream().mapToLong(Done::retries).sum());
        System.err.printf("bench: %d live%n", stop);
    }

    /** No two share a port, a subnet or a name. */
    private void verify() {
        Set<String> projects =
                new HashSet<>(live.stream().map(Workspace::project).toList());
        List<ContainerSummary> containers =
                Workspace.DOCKER.run(new ContainerCommand.ListAll("com.docker.compose.project")).stream()
                        .filter(container -> projects.contains(container.project()))
                        .toList();
        List<String> ports = containers.stream()
                .flatMap(container -> container.ports().stream())
                .map(port -> port.published() + "/" + port.protocol())
                .toList();
        List<Subnet> subnets = Workspace.DOCKER
                .run(new NetworkCommand.Inspect(Workspace.DOCKER.run(new NetworkCommand.ListAll()).stream()
                        .map(NetworkCommand.NetworkSummary::id)
                        .toList()))
                .stream()
                .filter(network -> projects.contains(network.project()))
                .flatMap(network -> network.subnets().stream())
                .map(Subnet::parse)
                .toList();
        require(containers.stream().allMatch(ContainerSummary::isRunning), "not all run");
        require(containers.size() == 2 * count, "not two containers each: " + containers.size());
        require(new HashSet<>(ports).size() == count, "not one port each: " + ports);
        require(subnets.size() == 2 * count, "not two subnets each: " + subnets.size());
        for (int i = 0; i < subnets.size(); i++) {
            for (int j = 0; j < i; j++) {
                require(!subnets.get(i).overlaps(subnets.get(j)), subnets.get(i) + " overlaps " + subnets.get(j));
            }
        }
        System.out.printf(
                "%d environments live: %d containers run, %d ports and %d subnets, none twice%n",
                count, containers.size(), ports.size(), subnets.size());
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
