package dev.esb.doctor;

import dev.esb.Account;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.EngineCommand.Describe;
import dev.esb.docker.EngineDescription;
import dev.esb.docker.EngineIds;
import dev.esb.docker.EngineInfo;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.docker.NetworkCommand.NetworkSummary;
import dev.esb.doctor.CheckResult.Status;
import dev.esb.doctor.DoctorRequest.Program;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.PortRange;
import dev.esb.host.DiskSpace;
import dev.esb.host.Machine;
import dev.esb.lease.LeaseFixture;
import dev.esb.plan.SubnetPlanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A machine on which all is well, until a test breaks something of it. */
final class Patient {
    static final long GIB = 1L << 30;

    final LeaseFixture leases = new LeaseFixture();
    final FakeDocker docker =
            leases.serve(new FakeDocker()).every(ContainerCommand.ListAll.class, command -> List.of());
    final Map<String, String> variables = new HashMap<>();
    Path home;
    PortRange ports = PortRange.DEFAULT;
    Program program = new Program("3.9.9", "17.0.9", "Linux", Account.name());
    Duration patience = Duration.ofSeconds(30);

    private final Path root;
    private final Map<Path, DiskSpace> disks = new HashMap<>();

    /** @param directory an empty one */
    Patient(Path directory) {
        root = directory.resolve("machine");
        home = directory.resolve("home");
        file("proc/meminfo", "MemTotal:       16000000 kB\nMemAvailable:    8000000 kB\n");
        file("proc/sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
        file("proc/sys/kernel/hostname", "vm\n");
        routes();
        listening();
        networks();
    }

    Patient file(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of {@code /proc/net/route}, of which only destination and mask are read: {@code 0000D00A 0000F0FF}. */
    Patient routes(String... each) {
        StringBuilder table = new StringBuilder("Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n");
        for (String route : each) {
            table.append("tun0\t%s\t0\t1\t0\t0\t0\t%s\n".formatted(route.split(" ")[0], route.split(" ")[1]));
        }
        return file("proc/net/route", table.toString());
    }

    /** TCP ports on which processes listen. */
    Patient listening(int... each) {
        StringBuilder table = new StringBuilder("sl local_address rem_address st\n");
        for (int port : each) {
            table.append(" 0: 0100007F:%04X 00000000:0000 0A 0 0 0 0 0 1\n".formatted(port));
        }
        return file("proc/net/tcp", table.toString());
    }

    /** What the engine has beside its own {@code bridge}. */
    Patient networks(Network... each) {
        List<Network> all = new ArrayList<>(List.of(each));
        all.add(new Network("bridge", "", "", List.of("172.17.0.0/16")));
        docker.every(
                NetworkCommand.ListAll.class,
                command -> all.stream()
                        .map(network -> new NetworkSummary(network.name(), network.name(), network.project()))
                        .toList());
        docker.every(NetworkCommand.Inspect.class, command -> all);
        return this;
    }

    Patient disk(Path path, long free, long total, long files) {
        disks.put(path, new DiskSpace(free, total, files));
        return this;
    }

    static Engine engine() {
        return new Engine(
                "26.1.5+dfsg1", "2.26.1", "0.13.1", EngineIds.lasting("engine-1"), Set.of("seccomp"), "cgroupfs");
    }

    /** What {@code docker info} says, in part. */
    record Engine(String version, String compose, String buildx, EngineIds ids, Set<String> security, String cgroups) {
        Engine compose(String other) {
            return new Engine(version, other, buildx, ids, security, cgroups);
        }

        Engine buildx(String other) {
            return new Engine(version, compose, other, ids, security, cgroups);
        }

        Engine version(String other) {
            return new Engine(other, compose, buildx, ids, security, cgroups);
        }

        Engine security(String... names) {
            return new Engine(version, compose, buildx, ids, Set.of(names), cgroups);
        }

        Engine cgroups(String other) {
            return new Engine(version, compose, buildx, ids, security, other);
        }

        Engine podman() {
            return new Engine("5.4.2", compose, buildx, new EngineIds("", List.of(), true), security, cgroups);
        }

        EngineDescription description() {
            return new EngineDescription(
                    new EngineInfo(ids, version, "Debian GNU/Linux 13 (trixie)", compose, "default", List.of()),
                    "26.1.5+dfsg1",
                    buildx,
                    "vm",
                    "/var/lib/docker",
                    16 * GIB,
                    security,
                    cgroups,
                    List.of());
        }
    }

    Patient with(Engine engine) {
        docker.answer(new Describe(), engine.description());
        return this;
    }

    List<CheckResult> examine() {
        Machine machine = new Machine(
                root, path -> Optional.of(disks.getOrDefault(path, new DiskSpace(50 * GIB, 100 * GIB, 1_000_000))));
        return new Doctor(docker, machine, patience)
                .examine(new DoctorRequest(
                        new DirectoryLayout(home, home.resolve(".run"), home.resolve("target")),
                        ports,
                        SubnetPlanner.of("10.208.0.0/12"),
                        variables,
                        program));
    }

    /** What is not as it should be, on a machine whose engine is this one. */
    List<CheckResult> complaints(Engine engine) {
        return with(engine).complaints();
    }

    List<CheckResult> complaints() {
        return examine().stream().filter(result -> result.status() != Status.OK).toList();
    }
}
