package dev.esb.doctor;

import static dev.esb.doctor.Patient.GIB;
import static dev.esb.doctor.Patient.engine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.docker.PortBinding;
import dev.esb.docker.PublishedPorts;
import dev.esb.docker.VolumeCommand;
import dev.esb.doctor.CheckResult.Status;
import dev.esb.doctor.DoctorRequest.Program;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.MarkedDirectory;
import dev.esb.environment.PortRange;
import dev.esb.lease.Owners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads of each thing that can be wrong with a machine, and the way out. */
class ChecksTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("e2e-1", "");
    private static final Path ROOT_DIRECTORY = Path.of("/var/lib/docker");

    @TempDir
    private Path directory;

    private Patient patient;

    @BeforeEach
    void makeAMachine() {
        patient = new Patient(directory);
        patient.docker.every(ContainerCommand.ListRunning.class, command -> List.of());
    }

    @Test
    void aDockerCommandWithoutCompose() {
        assertComplaint(
                engine().compose(""),
                "compose",
                Status.ERROR,
                "The docker command has no Compose plugin.",
                "Install Compose 2.25 or newer (https://docs.docker.com/compose/install/)");
    }

    @Test
    void aComposeThatIsTooOld() {
        assertComplaint(
                engine().compose("2.24.1"),
                "compose",
                Status.ERROR,
                "Compose 2.24.1 is too old: at least 2.25 is needed",
                "Update it (https://docs.docker.com/compose/install/).");
    }

    /** Docker 28 is run without it, too. */
    @Test
    void aDockerCommandWithoutBuildx() {
        assertComplaint(
                engine().version("28.5.2").buildx(""),
                "buildx",
                Status.WARNING,
                "There is no Buildx: images are built by the engine's old builder",
                "'sudo apt-get install docker-buildx'");
    }

    @Test
    void aMachineOnWhichTheProjectWasNotRun() {
        patient.program = new Program("3.9.9", "21.0.1", "Linux", "me");

        assertComplaint(
                engine().version("27.3.1"),
                "works-with",
                Status.WARNING,
                "Docker 27 with Buildx, as an ordinary account, Maven 3.9.9, Java 21.0.1: not run by the project.",
                "try one of: Docker 26, Docker 28, Podman 5.");
    }

    /** What was run with an engine on the same machine says nothing of one elsewhere. */
    @Test
    void anEngineToWhichTheProjectHasNotGoneThatWay() {
        patient.program = new Program("3.9.9", "17.0.9", "Linux", "root");
        patient.variables.put("DOCKER_HOST", "ssh://me@build-host.invalid");

        assertThat(patient.with(engine().version("28.5.2")).examine())
                .filteredOn(result -> result.name().equals("works-with"))
                .extracting(CheckResult::found)
                .containsExactly(
                        "Docker 28 elsewhere, over ssh, with Buildx, as root, Maven 3.9.9, Java 17.0.9: not run by the"
                                + " project.");
    }

    @Test
    void anotherSystemThanLinux() {
        patient.program = new Program("3.9.9", "17.0.9", "Mac OS X", "root");

        assertComplaint(engine(), "system", Status.WARNING, "This is Mac OS X;", "run it on Linux");
    }

    @Test
    void environmentsInEverySlot() {
        patient.ports = new PortRange(20000, 20031);
        patient.leases.hold(KEY, 1, Owners.livingBuild(1));
        patient.leases.hold(EnvironmentKey.of("e2e-2", ""), 2, Owners.livingBuild(1));

        assertComplaint(
                engine(),
                "slots",
                Status.ERROR,
                "2 environments, 2 of 2 slots are taken.",
                "take down what is not needed (mvn esb:down -Desb.env=NAME)");
    }

    @Test
    void aPortRangeThatIsFullOfOthers() {
        patient.ports = new PortRange(20000, 20031);
        patient.listening(IntStream.rangeClosed(20000, 20031).toArray());

        assertComplaint(
                engine(),
                "ports",
                Status.ERROR,
                "In 20000-20031, 0 of 2 blocks of 16 ports are free; in use by others: 20000 by a process outside the engine (Linux: 'ss -ltnup sport = :20000' shows it to root), 20001",
                "Name another range (-Desb.portRange=FIRST-LAST)");
        assertThat(patient.complaints().get(0).found()).endsWith(" and 29 more.");
    }

    @Test
    void aPortOfOthersInEachBlock() {
        patient.ports = new PortRange(20000, 20031);
        patient.listening(20000, 20016);

        assertComplaint(
                engine(),
                "ports",
                Status.WARNING,
                "In 20000-20031, 0 of 2 blocks of 16 ports are free",
                "'mvn esb:list'");
    }

    @Test
    void namesAListenerWithoutComplainingOfIt() {
        patient.docker
                .answer(new ContainerCommand.ListRunning(), List.of("c1"))
                .answer(
                        new ContainerCommand.InspectPorts(List.of("c1")),
                        List.of(new PublishedPorts(
                                "c1", "shop-web-1", List.of(new PortBinding("0.0.0.0", 20017, 80, "tcp")))));
        patient.listening(80, 20017, 40000);

        assertThat(result("ports"))
                .isEqualTo(
                        CheckResult.ok(
                                "ports",
                                "In 20000-32767, 797 of 798 blocks of 16 ports are free; in use by others: 20017 by the container 'shop-web-1'"));
    }

    @Test
    void doesNotCountWhatAnEnvironmentPublishesTwice() {
        patient.leases.hold(KEY, 2, Owners.livingBuild(1));
        patient.listening(20032, 20033);

        assertThat(result("ports").found()).isEqualTo("In 20000-32767, 797 of 798 blocks of 16 ports are free");
    }

    @Test
    void portsThatOutgoingConnectionsCanHave() {
        patient.file("proc/sys/net/ipv4/ip_local_port_range", "32000\t60999\n");

        assertComplaint(
                engine(),
                "outgoing-ports",
                Status.WARNING,
                "Outgoing connections can have the ports 32000-32767 of the range 20000-32767",
                "'sudo sysctl -w net.ipv4.ip_local_reserved_ports=32000-32767'");

        patient.file("proc/sys/net/ipv4/ip_local_reserved_ports", "8080\n");
        assertThat(result("outgoing-ports").advice()).contains("ip_local_reserved_ports=8080,32000-32767'");

        patient.file("proc/sys/net/ipv4/ip_local_reserved_ports", "8080,30000-32767\n");
        assertThat(patient.complaints()).isEmpty();
    }

    @Test
    void aRouteToTheWholePool() {
        // 10.0.0.0/8
        patient.routes("0000000A 000000FF");

        assertComplaint(
                engine(),
                "subnet-pool",
                Status.ERROR,
                "In 10.208.0.0/12, 0 of 1023 slots have all their subnets for themselves; in use: 10.0.0.0/8 by a route of this host.",
                "such as -Desb.subnetPool=172.24.0.0/14");
    }

    @Test
    void networksThatTakeMostOfThePool() {
        patient.networks(
                new Network("corp", "corp", "net", List.of("10.216.0.0/13")),
                network(1, "10.208.0.0/14"),
                network(2, "10.212.0.0/14"));

        assertComplaint(
                engine(),
                "subnet-pool",
                Status.ERROR,
                "In 10.208.0.0/12, 0 of 1023 slots have all their subnets for themselves; in use: 10.216.0.0/13 by the network 'corp', 10.208.0.0/14",
                "Name a part of the private address space that is free here");
    }

    @Test
    void aRouteToANetworkOfAnEnvironmentIsNotInTheWay() {
        patient.routes("0004D00A 00FCFFFF");
        patient.networks(new Network("esb-e2e-1_default", "esb-e2e-1", "default", List.of("10.208.4.0/22")));

        assertThat(patient.with(engine()).examine())
                .filteredOn(result -> result.name().equals("subnet-pool"))
                .extracting(CheckResult::found)
                .containsExactly("In 10.208.0.0/12, 1023 of 1023 slots have all their subnets for themselves");
    }

    @Test
    void theEnginesOwnPoolsNearlyUsedUp() {
        patient.networks(IntStream.range(0, 28)
                .mapToObj(n -> network(
                        n, n < 14 ? "172.%s.0.0/16".formatted(18 + n) : "192.168.%s.0/20".formatted(16 * (n - 14))))
                .toArray(Network[]::new));

        assertComplaint(
                engine(),
                "networks",
                Status.WARNING,
                "29 networks, 29 of no environment; 2 of 31 subnets of the engine's own pools are free.",
                "'docker network prune'");
    }

    @Test
    void aLeaseThatCannotBeRead() {
        patient.docker.run(new VolumeCommand.Create(
                "esb-slot-5", Map.of("dev.esb.slot", "5", "dev.esb.format", "99", "dev.esb.claim", "c")));

        assertComplaint(
                engine(),
                "leases",
                Status.WARNING,
                "The lease in the volume 'esb-slot-5' cannot be read, and its slot counts as taken.",
                "if no environment uses it, remove it: docker volume rm esb-slot-5");
        assertThat(result("slots").found()).isEqualTo("0 environments, 1 of 798 slots are taken");
    }

    @Test
    void anEnvironmentThatHasLostItsLeaseIsLeftAsItIs() {
        patient.leases.lose(patient.leases.hold(KEY, 7, Owners.livingBuild(1)));

        assertComplaint(
                engine(), "leases", Status.WARNING, "The environment 'e2e-1' has lost its lease", "'mvn esb:list'");
        assertThat(result("slots").found()).isEqualTo("1 environment, 1 of 798 slots are taken");
        assertThat(patient.docker.calls(VolumeCommand.Create.class)).isEmpty();
    }

    @Test
    void whatEndedBuildsHaveLeftBehind() throws IOException {
        patient.leases.hold(KEY, 7, Owners.endedBuild());
        MarkedDirectory.create(Files.createDirectories(patient.home.resolve("gone")), List.of("engine-1"));
        MarkedDirectory.create(Files.createDirectories(patient.home.resolve("other")), List.of("engine-2"));

        assertComplaint(
                engine(),
                "left-over",
                Status.WARNING,
                "Nothing needs environment 'e2e-1' (its build has ended (me@test, process %s)), directory '%s' (there is no such environment on this engine) any more."
                        .formatted(Owners.DEAD.pid(), patient.home.resolve("gone")),
                "'mvn esb:prune -Desb.prune=true -Desb.home=%s'".formatted(patient.home));
        assertThat(patient.leases.held()).containsExactly(KEY);
    }

    @Test
    void aDiskOfTheEngineThatIsNearlyFull() {
        patient.disk(ROOT_DIRECTORY, GIB, 100 * GIB, 1_000_000);

        assertComplaint(
                engine(),
                "engine-disk",
                Status.WARNING,
                "1.0 GiB of 100.0 GiB are free in '/var/lib/docker' (the engine).",
                "'docker system prune'");
    }

    @Test
    void aDiskOfTheEngineWithoutInodes() {
        patient.disk(ROOT_DIRECTORY, 50 * GIB, 100 * GIB, 12);

        assertComplaint(engine(), "engine-disk", Status.WARNING, "and inodes for 12 more files.", "'docker system df'");
    }

    @Test
    void aPartOfALargeDiskIsEnough() {
        patient.disk(ROOT_DIRECTORY, 100 * GIB, 4000 * GIB, 1_000_000);

        assertThat(patient.complaints(engine())).isEmpty();
    }

    @Test
    void aDiskOfHomeThatIsFull() throws IOException {
        patient.disk(Files.createDirectories(patient.home), 0, GIB, 1_000_000);

        assertComplaint(engine(), "home-disk", Status.ERROR, "0 MiB of 1.0 GiB are free in '", "-Desb.home=DIRECTORY");
    }

    @Test
    void saysNothingOfTheDiskOfAnEngineWhichIsNotThisMachines() {
        patient.file("proc/sys/kernel/hostname", "another\n");

        assertThat(patient.with(engine()).examine())
                .extracting(CheckResult::name)
                .doesNotContain("engine-disk");
    }

    @Test
    void littleMemory() {
        patient.file("proc/meminfo", "MemAvailable:     102400 kB\n");

        assertComplaint(
                engine(),
                "memory",
                Status.WARNING,
                "100 MiB are available, the engine's machine has 16.0 GiB: the kernel may kill processes of containers.",
                "'docker stats --no-stream'");
    }

    @Test
    void aFileInPlaceOfTheHome() throws IOException {
        Files.createFile(patient.home);

        assertThat(patient.complaints(engine()))
                .extracting(CheckResult::name, CheckResult::status)
                .contains(tuple("home", Status.ERROR));
        assertThat(result("home").found())
                .isEqualTo(
                        "The directory '%s' (esb.home) cannot be used: a file is in the way.".formatted(patient.home));
        assertThat(result("home").advice()).endsWith("or name another one: -Desb.home=DIRECTORY.");
    }

    /** Where not even root can make a file. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aHomeInWhichNoFilesCanBeMade() {
        patient.home = Path.of("/proc/esb");

        assertThat(patient.complaints(engine()))
                .filteredOn(result -> result.name().equals("home"))
                .singleElement()
                .satisfies(result ->
                        assertThat(result.found()).startsWith("The directory '/proc/esb' (esb.home) cannot be used: "));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aHomeInWhichOthersMayWrite() throws IOException {
        Files.createDirectories(patient.home);
        Files.setPosixFilePermissions(patient.home, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertComplaint(
                engine(),
                "home",
                Status.WARNING,
                "Other users may write in '",
                "'chmod go-w %s'".formatted(patient.home));
        assertThat(patient.home).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aHomeOfAnotherUser() throws IOException {
        Files.createDirectories(patient.home);
        patient.program = new Program("3.9.9", "17.0.9", "Linux", "bob");

        assertThat(patient.complaints(engine()))
                .extracting(CheckResult::found)
                .anyMatch(found -> found.contains("and the goals run as 'bob'"));
    }

    @Test
    void podmanWithoutSystemd() {
        patient.program = new Program("3.9.9", "17.0.9", "Linux", "root");
        Patient.Engine podman = engine().podman();

        assertThat(patient.complaints(podman))
                .filteredOn(result -> result.name().equals("healthchecks"))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.found()).contains("none ever runs by itself");
                    assertThat(result.advice()).contains("'condition: service_started'");
                });

        assertThat(patient.complaints())
                .filteredOn(result -> result.name().equals("buildx"))
                .extracting(CheckResult::advice)
                .containsExactly(
                        "If a stack builds images, see that the engine has it: 'docker pull moby/buildkit:buildx-stable-1'");

        patient.file("run/systemd/system/here", "");
        assertThat(patient.examine()).extracting(CheckResult::name).doesNotContain("healthchecks");
    }

    @Test
    void aRootlessEngineWithoutControlGroups() {
        patient.file("proc/sys/net/ipv4/ip_unprivileged_port_start", "1024\n");

        assertThat(patient.complaints(engine().security("rootless").cgroups("none")))
                .extracting(CheckResult::name, CheckResult::advice)
                .containsExactly(
                        tuple(
                                "cgroups",
                                "Run the rootless engine in a session of systemd: 'systemctl --user start docker'"),
                        tuple(
                                "low-ports",
                                "Use a name (-Desb.env=NAME), or allow it: 'sudo sysctl -w net.ipv4.ip_unprivileged_port_start=80'"));
    }

    @Test
    void anEngineThatLabelsContainersForSelinux() {
        assertComplaint(engine().security("selinux"), "selinux", Status.WARNING, "for SELinux", "'./conf:/etc/app:z'");
    }

    private void assertComplaint(Patient.Engine engine, String name, Status status, String found, String advice) {
        // Of whichever account runs the tests, the engine is one that the project was run on.
        assertThat(patient.complaints(engine))
                .filteredOn(result -> !result.name().equals("works-with") || name.equals("works-with"))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.name()).isEqualTo(name);
                    assertThat(result.status()).isEqualTo(status);
                    assertThat(result.found()).contains(found);
                    assertThat(result.advice()).contains(advice);
                });
    }

    private CheckResult result(String name) {
        return patient.with(engine()).examine().stream()
                .filter(result -> result.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Network network(int number, String subnet) {
        return new Network("other-" + number, "", "", List.of(subnet));
    }
}
