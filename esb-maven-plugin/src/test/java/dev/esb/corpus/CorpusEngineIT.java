package dev.esb.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ComposeCommand.Source;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.DockerCli;
import dev.esb.docker.InstalledDocker;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.engine.EnginePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts a varied sample of the stacks of a folder twice at once on the engine that is running, with a small program in place of
 * every image; skipped where there is no engine, folder or base image. {@code esb.corpus.sample} says how many stacks.
 */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class CorpusEngineIT {
    private static final int SAMPLE = Integer.getInteger("esb.corpus.sample", 8);
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final Map<String, String> LABELS = Map.of("dev.esb.test", RUN);

    private static final AtomicInteger STACKS = new AtomicInteger();
    private static final AtomicInteger CONTAINERS = new AtomicInteger();
    private static final AtomicInteger PORTS = new AtomicInteger();
    private static final AtomicInteger ORIGINALS = new AtomicInteger();

    @TempDir
    static Path temporary;

    @TestFactory
    Stream<DynamicTest> twoEnvironmentsRunSideBySide() throws Exception {
        if (!StackFolder.isThere()) {
            return SkippedTest.because(StackFolder.absence());
        }
        if (!EngineResources.hasImage(EngineStub.IMAGE)) {
            return SkippedTest.because("the engine has no image " + EngineStub.IMAGE + " ('compose/engine' makes it)");
        }
        List<Path> sample = EngineSample.of(StackFolder.stacks(), SAMPLE);
        return IntStream.range(0, sample.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        sample.get(i).getFileName().toString(), () -> runTwice(sample.get(i), i)));
    }

    private static void runTwice(Path original, int number) throws Exception {
        Path home = Files.createDirectories(temporary.resolve(original.getFileName()));
        Path directory = copy(original, home.resolve("stack"));
        DockerCli docker = new DockerCli(directory, line -> {});
        JsonNode model = docker.run(new ComposeCommand.Config(
                new Source(directory, "esb-original", List.of(), List.of("*"), Optional.empty(), Map.of()), true));
        boolean hasLinks = model.path("services").findValue("links") != null;
        assumeTrue(!hasLinks || !InstalledDocker.isPodman(), "Podman supports no links");
        boolean hasLoopback =
                model.path("services").findValuesAsText("host_ip").stream().anyMatch(EnginePlace.LOOPBACK::equals);
        assumeTrue(
                !hasLoopback || !(InstalledDocker.place() instanceof EnginePlace.Elsewhere),
                "ports on the loopback of another machine have to be forwarded");
        Path stubs = home.resolve("stubs.yml");
        EngineStub stub = EngineStub.write(
                stubs,
                model,
                directory,
                Files.createDirectories(home.resolve("host")),
                "corpus-%s-%s".formatted(RUN, number));
        List<Path> files = List.of(directory.resolve("compose.yml"), stubs);
        Originals originals = new Originals(stub.sources());
        ORIGINALS.addAndGet(originals.count());
        EngineEnvironment a = environment(docker, number, "a", home);
        EngineEnvironment b = environment(docker, number, "b", home);
        try (EngineResources outside = new EngineResources(stub.outsideNetworks(), stub.outsideVolumes())) {
            outside.provide(docker, LABELS);
            try {
                atOnce(() -> a.up(directory, files), () -> b.up(directory, files));
                requireBothRun(model, a, b);
                requireNothingInCommon(a, b);
            } finally {
                atOnce(a::down, b::down);
            }
            // Podman mounts whole volumes only, so a directory stays shared of which a service mounts a part as well.
            Set<Path> shared = InstalledDocker.hasVolumeOptions() ? Set.of() : a.sharedPaths();
            assertThat(originals.changes(shared))
                    .as("directories of the author")
                    .isEmpty();
            assertThat(a.remains()).as("left of " + home + "/a").isEmpty();
            assertThat(b.remains()).as("left of " + home + "/b").isEmpty();
        }
    }

    private static EngineEnvironment environment(DockerCli docker, int number, String name, Path home) {
        return new EngineEnvironment(docker, "corpus-%s-%s-%s".formatted(RUN, number, name), home.resolve(name));
    }

    private static void requireBothRun(JsonNode model, EngineEnvironment a, EngineEnvironment b) {
        for (EngineEnvironment environment : List.of(a, b)) {
            List<ContainerSummary> containers = environment.containers();
            assertThat(containers).allMatch(ContainerSummary::isRunning);
            assertThat(containers).extracting(ContainerSummary::service).containsAll(services(model));
            List<String> answers = environment.answers();
            assertThat(answers).as("who answers on the ports").allMatch(environment.project()::equals);
            CONTAINERS.addAndGet(containers.size());
            PORTS.addAndGet(answers.size());
        }
        STACKS.incrementAndGet();
    }

    private static void requireNothingInCommon(EngineEnvironment a, EngineEnvironment b) {
        assertThat(common(names(a), names(b))).as("container names").isEmpty();
        assertThat(common(a.publishedPorts(), b.publishedPorts())).as("ports").isEmpty();
        assertThat(common(networks(a), networks(b))).as("networks").isEmpty();
        assertThat(common(a.volumes(), b.volumes())).as("volumes").isEmpty();
        assertThat(a.subnets())
                .as("subnets")
                .allSatisfy(subnet -> assertThat(b.subnets()).noneMatch(subnet::overlaps));
    }

    @AfterAll
    static void report() {
        if (STACKS.get() > 0) {
            System.out.printf(
                    "corpus: %s stacks ran twice at once, with %s containers, and %s ports that answered; %s directories that they wrote to are as they were%n",
                    STACKS, CONTAINERS, PORTS, ORIGINALS);
        }
    }

    private static List<String> services(JsonNode model) {
        List<String> names = new ArrayList<>();
        model.path("services").properties().forEach(service -> {
            JsonNode replicas = service.getValue().path("deploy").path("replicas");
            if (!replicas.isNumber() || replicas.asInt() > 0) {
                names.add(service.getKey());
            }
        });
        return names;
    }

    private static List<String> names(EngineEnvironment environment) {
        return environment.containers().stream().map(ContainerSummary::name).toList();
    }

    private static List<String> networks(EngineEnvironment environment) {
        return environment.networks().stream().map(Network::name).toList();
    }

    private static Set<String> common(List<String> a, List<String> b) {
        Set<String> common = new HashSet<>(a);
        common.retainAll(b);
        return common;
    }

    private static void atOnce(Runnable first, Runnable second) {
        CompletableFuture<Void> other = CompletableFuture.runAsync(first, command -> new Thread(command).start());
        try {
            second.run();
        } finally {
            other.join();
        }
    }

    private static Path copy(Path original, Path copy) throws IOException {
        try (Stream<Path> paths = Files.walk(original)) {
            for (Path path : paths.toList()) {
                Path target = copy.resolve(original.relativize(path).toString());
                // Not by Files.copy(Path, Path), which keeps permissions: the stacks may be read-only.
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(path));
                }
            }
        }
        return copy;
    }
}
