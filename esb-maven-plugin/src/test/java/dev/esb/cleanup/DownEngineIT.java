package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.esb.EnvironmentOnEngine;
import dev.esb.EsbException;
import dev.esb.cleanup.Down.Outcome;
import dev.esb.docker.Docker;
import dev.esb.docker.InstalledDocker;
import dev.esb.environment.Directories;
import dev.esb.environment.SetAsideDirectory;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.Owner;
import dev.esb.lease.Owners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Taking down what a person brought up, in whatever state it is. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class DownEngineIT {
    /** One of each kind of thing that can be left behind. */
    private static final String WHOLE_STACK = """
            services:
              built:
                image: whole/built
                build: .
                init: true
                command: sleep infinity
                networks: [default, inner]
                volumes:
                  - rows:/rows
                  - ./state:/state
                  - ${ESB_CERT_DIR:-./certs}:/certs:ro
                  - ${ESB_SOCKET_DIR:-./sockets}:/sockets
            volumes:
              rows:
            networks:
              inner:
                internal: true
            """;

    private static final String DEPENDENT_STACK = """
            services:
              db:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: ["rows:/rows"]
              web:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                depends_on: [db]
            volumes:
              rows:
            """;

    /** One volume is of the file, the other one of the image. */
    private static final String ANONYMOUS_STACK = """
            services:
              idle:
                build: .
                init: true
                command: sleep infinity
                environment:
                  MARK: one
                volumes:
                  - /scratch
            """;

    private static final String EQUAL_IMAGES = """
            services:
              one:
                build: {context: ., labels: [com.example.team=shop]}
                init: true
                command: sleep infinity
              two:
                image: esb-it/equal:1
                build: {context: ., labels: {com.example.team: shop}}
                init: true
                command: sleep infinity
            """;

    private static final String BUILT_STACK = """
            services:
              built:
                build: .
                init: true
                command: sleep infinity
            """;

    @TempDir
    private Path directory;

    @TempDir
    private Path otherCheckout;

    @Test
    void byNameAloneFromAnotherCheckoutLeavesNothing() throws IOException {
        writeDockerfile("LABEL purpose=\"an image for each environment\"");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, WHOLE_STACK)) {
            environment.up();
            assertThat(environment.directories().sockets()).exists();
            Directories fromThere = environment.layout(otherCheckout).of(environment.key);

            assertThat(down(environment, fromThere)).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();

            assertThat(down(environment, fromThere)).isEqualTo(Outcome.NOTHING);
        }
    }

    @Test
    void afterTheLeaseWasDeletedByHandLeavesNothing() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, EnvironmentOnEngine.IDLE_STACK)) {
            environment.up();
            environment.removeLease();
            assertThat(environment.lease()).isEmpty();

            assertThat(environment.down()).isEqualTo(Outcome.DOWN);

            environment.assertNothingLeft();
        }
    }

    @Test
    void afterTheContainerOfAServiceThatAnotherOneDependsOnWasRemovedLeavesNothing() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, DEPENDENT_STACK)) {
            environment.up();
            environment.docker("rm", "--force", environment.key.project() + "-db-1");

            assertThat(environment.down()).isEqualTo(Outcome.DOWN);

            environment.assertNothingLeft();
        }
    }

    @Test
    void ofContainersThatWereCreatedAndNeverStartedLeavesNothing() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, EnvironmentOnEngine.IDLE_STACK)) {
            environment.up();
            environment.docker("rm", "--force", environment.containers().get(0));
            environment.docker(
                    "compose",
                    "--project-name",
                    environment.key.project(),
                    "--project-directory",
                    directory.toString(),
                    "--file",
                    environment.directories().renderedFile().toString(),
                    "create");
            assertThat(environment.containers())
                    .singleElement()
                    .satisfies(container -> assertThat(
                                    environment.docker("inspect", "--format", "{{.State.Status}}", container))
                            .isEqualToIgnoringNewLines("created"));

            assertThat(environment.down()).isEqualTo(Outcome.DOWN);

            environment.assertNothingLeft();
        }
    }

    @Test
    void saysWhatCannotBeRemovedAndTheNextOneFinishes() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, EnvironmentOnEngine.IDLE_STACK)) {
            environment.up();
            String network = environment.key.project() + "_default";
            String guest = environment.foreignContainer("--network", network);

            assertThatThrownBy(environment::down)
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("could not be taken down completely")
                    .hasMessageContaining("%s is in use by %s".formatted(network, guest))
                    .hasMessageContaining("mvn esb:down -Desb.env=" + environment.key);

            assertThat(environment.containers()).isEmpty();
            assertThat(environment.lease()).isPresent();
            assertThat(environment.docker("inspect", "--format", "{{.State.Running}}", guest))
                    .isEqualToIgnoringNewLines("true");

            environment.docker("rm", "--force", guest);
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);

            environment.assertNothingLeft();
        }
    }

    /** Here, files that no Java program can remove, not even as root, in place of those of another user. */
    @Test
    void removesWhatItMayNotThroughTheEngineAndNothingElse() throws IOException {
        assumeTrue(InstalledDocker.sees(directory), "the engine does not see the files of the test");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, EnvironmentOnEngine.IDLE_STACK)) {
            Path precious = Files.writeString(
                    Files.createDirectories(directory.resolve("outside")).resolve("file"), "precious");
            environment.up();
            Path own = environment.directories().config();
            Path tree = UndeletableTree.makeIn(own);
            Files.createSymbolicLink(tree.resolve("link"), precious.getParent());
            Files.createSymbolicLink(own.resolve("up"), Path.of(".."));
            Path neighbour = Files.writeString(own.resolveSibling("neighbour"), "precious");

            assertThat(environment.down()).isEqualTo(Outcome.DOWN);

            environment.assertNothingLeft();
            assertThat(precious).exists();
            assertThat(neighbour).exists();
            assertThat(SetAsideDirectory.allOf(own)).isEmpty();
        } finally {
            UndeletableTree.removeIn(directory);
        }
    }

    @Test
    void keepsWhatLinksInTheEnvironmentsDirectoryLeadTo() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, EnvironmentOnEngine.IDLE_STACK)) {
            Path outside = Files.createDirectories(directory.resolve("outside"));
            Path precious = Files.writeString(outside.resolve("precious.txt"), "precious");
            environment.up();
            Directories own = environment.directories();
            Files.createSymbolicLink(own.config().resolve("file-link"), precious);
            Files.createSymbolicLink(Files.createDirectories(own.data()).resolve("directory-link"), outside);

            environment.down();

            environment.assertNothingLeft();
            assertThat(precious).hasContent("precious");
        }
    }

    @Test
    void ofABuildLeavesAloneWhatAPersonBroughtUp() {
        Owner build = Owners.livingBuild(1);
        BuildProcess process = build.process().orElseThrow();
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, EnvironmentOnEngine.IDLE_STACK)) {
            environment.up();
            List<String> before = environment.containers();
            environment.up(build);

            Outcome outcome = new Down(InstalledDocker.CLI, environment.messages)
                    .run(
                            environment.key,
                            environment.directories(),
                            Duration.ZERO,
                            lease -> lease.owner().isBuild(process));

            assertThat(outcome).isEqualTo(Outcome.OTHER_OWNER);
            assertThat(environment.containers()).isEqualTo(before);
            assertThat(environment.lease())
                    .hasValueSatisfying(lease -> assertThat(lease.owner()).isEqualTo(Owners.PERSON));
        }
    }

    @Tag("long")
    @Test
    void afterContainersWithAnonymousVolumesWereReplacedLeavesNoVolume() throws IOException {
        writeDockerfile("VOLUME /of-the-image");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, ANONYMOUS_STACK)) {
            environment.up();
            Set<String> volumes = new TreeSet<>(environment.volumes());
            assertThat(volumes).hasSize(2);
            environment.removeAfterwards(volumes.toArray(String[]::new));
            rewrite(ANONYMOUS_STACK.replace("MARK: one", "MARK: two"));
            environment.up();
            assertThat(environment.volumes()).isEqualTo(volumes);

            environment.down();

            assertThat(environment.remaining(volumes)).isEmpty();
            environment.assertNothingLeft();
        }
    }

    @Tag("long")
    @Test
    void leavesAnonymousVolumesThatOthersUseOrTheUserNames() throws IOException {
        assumeTrue(
                !InstalledDocker.isPodman(),
                "Podman removes an anonymous volume with a container that uses it, also where that names it");
        writeDockerfile("VOLUME /of-the-image");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, ANONYMOUS_STACK)) {
            environment.up();
            String external = environment.anonymousVolume();
            String stack = ANONYMOUS_STACK
                            .replace("MARK: one", "MARK: two")
                            .replace("- /scratch", "- users:/users\n      - /scratch")
                    + "volumes: {users: {external: true, name: %s}}\n".formatted(external);
            Set<String> volumes = new TreeSet<>(environment.volumes());
            String used = volumes.iterator().next();
            environment.removeAfterwards(used);
            environment.foreignContainer("--volume", used + ":/guest");
            rewrite(stack);
            environment.up();

            assertThat(environment.down()).isEqualTo(Outcome.DOWN);

            volumes.add(external);
            assertThat(environment.remaining(volumes)).containsExactlyInAnyOrder(used, external);
        }
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void afterARebuildLeavesNoImageWithoutATag(String buildKit) throws IOException {
        assumeTrue(
                buildKit.equals("0") || !InstalledDocker.isPodman(),
                "on Podman, BuildKit runs in a container of an image that it pulls");
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("DOCKER_BUILDKIT", buildKit);
        Docker docker = InstalledDocker.with(variables);
        writeDockerfile("RUN echo one > /content");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(docker, directory, BUILT_STACK)) {
            environment.up();
            writeDockerfile("RUN echo two > /content");
            environment.up(Owners.PERSON, EnvironmentOnEngine.building());
            // The containerd image store does not keep one that BuildKit has taken the tag of.
            assertThat(environment.images()).hasSizeGreaterThanOrEqualTo(1);

            environment.down();

            environment.assertNothingLeft();
        }
    }

    /** Equal images have one id, and the tags of one may not go with those of the other. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void leavesTheImagesOfAnotherEnvironmentOfTheSameStack(String buildKit) throws IOException {
        assumeTrue(
                buildKit.equals("0") || !InstalledDocker.isPodman(),
                "on Podman, BuildKit runs in a container of an image that it pulls");
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("DOCKER_BUILDKIT", buildKit);
        Docker docker = InstalledDocker.with(variables);
        writeDockerfile("RUN echo equal > /content");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(docker, directory, EQUAL_IMAGES);
                EnvironmentOnEngine other = new EnvironmentOnEngine(docker, directory, EQUAL_IMAGES)) {
            environment.up();
            other.up();
            List<String> tags = tags(other);
            assertThat(tags).hasSize(2);

            environment.down();

            environment.assertNothingLeft();
            assertThat(tags(other)).isEqualTo(tags);
            other.down();
            other.assertNothingLeft();
        }
    }

    private static List<String> tags(EnvironmentOnEngine environment) {
        return environment
                .docker("images", "--format", "{{.Repository}}:{{.Tag}}")
                .lines()
                .filter(tag -> tag.contains(environment.key.project()))
                .sorted()
                .toList();
    }

    /** A file: the classic builder takes no {@code dockerfile_inline} from Compose 2.26. */
    private void writeDockerfile(String line) throws IOException {
        Files.writeString(directory.resolve("Dockerfile"), "FROM debian:trixie-slim\n%s\n".formatted(line));
    }

    private void rewrite(String composeFile) throws IOException {
        Files.writeString(directory.resolve("compose.yml"), composeFile);
    }

    private static Outcome down(EnvironmentOnEngine environment, Directories directories) {
        return new Down(InstalledDocker.CLI, environment.messages).run(environment.key, directories, Duration.ZERO);
    }
}
