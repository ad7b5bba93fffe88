package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.esb.EnvironmentOnEngine;
import dev.esb.cleanup.Down.Outcome;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.ImageCommand;
import dev.esb.docker.InstalledDocker;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.PathVolume;
import dev.esb.environment.Permissions;
import dev.esb.lease.Owners;
import dev.esb.moved.MovedPath;
import dev.esb.plan.RequestVariants;
import dev.esb.plan.StackRequest;
import dev.esb.service.EnvironmentQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What containers see in place of paths of the host. */
@EnabledIf(
        value = "dev.esb.docker.InstalledDocker#hasVolumeOptions",
        disabledReason = "no Docker engine answers, or one that ignores options of volumes")
class MovedPathEngineIT {
    /** As every database does. */
    private static final String DATABASE = """
            services:
              db:
                image: debian:trixie-slim
                init: true
                command: sh -c "stat -c '%u:%g %a' /data > /before; ls -A /data >> /before;
                  chown 999:999 /data; chmod 700 /data; echo seven > /data/row; chown 999 /data/row; sleep infinity"
                volumes: ["./data:/data", "./apt:/etc/apt"]
            """;

    private static final String NESTED = """
            services:
              app:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: ["./var:/var/app"]
              reader:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: ["./var/log/today:/logs:ro", "./var/app.conf:/app.conf"]
            """;

    @TempDir
    private Path directory;

    @Test
    void isEmptyLikeADirectoryThatTheEngineMakesAndGoesWithAnyOwner() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, DATABASE)) {
            environment.up();

            String db = environment.key.project() + "-db-1";
            assertThat(environment.docker("exec", db, "cat", "/before")).isEqualTo("0:0 755\n");
            assertThat(environment.docker("exec", db, "stat", "-c", "%u:%g %a", "/data"))
                    .isEqualTo("999:999 700\n");
            assertThat(environment.docker("exec", db, "ls", "-A", "/etc/apt")).isEmpty();
            assertThat(environment.directories().data()).doesNotExist();
            assertThat(directory.resolve("data")).doesNotExist();
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
    }

    @Tag("long")
    @Test
    void keepsWhatIsInItWhenThePathAppearsOnTheHostAndAPartOfItIsMountedToo() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, DATABASE)) {
            environment.up();
            String db = environment.key.project() + "-db-1";
            environment.docker("exec", db, "sh", "-c", "mkdir -m 750 /data/log && chown 999 /data/log");
            Files.createDirectory(directory.resolve("data"));
            Files.writeString(directory.resolve("compose.yml"), DATABASE + """
                      reader:
                        image: debian:trixie-slim
                        init: true
                        command: sleep infinity
                        volumes: ["./data/log:/log", "./data/new/one:/one", "./data/row:/row"]
                    """);

            environment.up();

            String reader = environment.key.project() + "-reader-1";
            assertThat(environment.docker("exec", db, "stat", "-c", "%u:%g %a", "/data"))
                    .isEqualTo("999:999 700\n");
            assertThat(environment.docker("exec", reader, "stat", "-c", "%u:%g %a", "/log", "/one"))
                    .isEqualTo("999:0 750\n0:0 755\n");
            assertThat(environment.docker("exec", reader, "cat", "/row")).isEqualTo("seven\n");
            assertThat(environment.messages.warnings).isEmpty();
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
    }

    @Test
    void isAPartOfTheVolumeOfTheDirectoryAboveItAndAFileBeginsWithItsContent() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, NESTED)) {
            Files.createDirectory(directory.resolve("var"));
            Path file = Files.writeString(directory.resolve("var/app.conf"), "of the host");
            Permissions.OWNER_FILE.impose(file);
            // To a rootless engine's containers, its account is root.
            Object owner = InstalledDocker.hasOwnersOfMachine() ? Files.getAttribute(file, "unix:uid") : 0;
            StackRequest request =
                    RequestVariants.withEntries(environment.request(), Set.of(), Set.of("var", "var/app.conf"));

            environment.up(Owners.PERSON, request, EnvironmentOnEngine.OPTIONS, environment.messages);

            String app = environment.key.project() + "-app-1";
            String reader = environment.key.project() + "-reader-1";
            assertThat(environment.docker("exec", reader, "stat", "-c", "%u %a", "/app.conf"))
                    .isEqualTo(owner + " 600\n");
            environment.docker(
                    "exec", app, "sh", "-c", "echo line > /var/app/log/today/1; echo ' and more' >> /var/app/app.conf");
            assertThat(environment.docker("exec", reader, "cat", "/logs/1", "/app.conf"))
                    .isEqualTo("line\nof the host and more\n");
            assertThat(file).hasContent("of the host");
            // The others have what is written, where a volume is laid over the directory.
            assertThat(environment.volumes())
                    .filteredOn(name -> !name.endsWith(".upper") && !name.endsWith(".work"))
                    .hasSize(1);
            assertThat(MovedPath.of(
                            InstalledDocker.CLI,
                            environment.key.project(),
                            new EnvironmentQueries(InstalledDocker.CLI).containers(environment.key)))
                    .extracting(MovedPath::path, path -> path.container() + ":" + path.target())
                    .containsExactly(
                            mount(directory.resolve("var"), app + ":/var/app"),
                            mount(file, reader + ":/app.conf"),
                            mount(directory.resolve("var/log/today"), reader + ":/logs"));
            assertThat(environment.docker("ps", "--all", "--format", "{{.Image}}"))
                    .doesNotContain("esb-volumes:" + environment.key.project());

            environment.up(Owners.PERSON, request, EnvironmentOnEngine.OPTIONS, environment.messages);

            assertThat(environment.docker("exec", reader, "cat", "/app.conf")).isEqualTo("of the host and more\n");
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
    }

    /** An earlier version had them below the environment's directory. */
    @Test
    void staysOnTheHostWhereAnEarlierVersionHasMovedItThere() throws IOException {
        assumeTrue(InstalledDocker.sees(directory), "the engine does not see the files of the test");
        String stack = DATABASE.replace("./data:", "${ESB_CONFIG_DIR}/data/data:");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            environment.up();
            List<String> before = environment.containers();
            Files.writeString(directory.resolve("compose.yml"), DATABASE);

            environment.up();

            assertThat(environment.containers()).isEqualTo(before);
            assertThat(environment.docker("exec", before.get(0), "cat", "/data/row"))
                    .isEqualTo("seven\n");
            // Only the engine may look into it where the build is not root's.
            String mounts = environment.docker(
                    "inspect", "--format", "{{range .Mounts}}{{println .Source}}{{end}}", before.get(0));
            assertThat(mounts.lines())
                    .contains(environment.directories().data().resolve("data").toString());
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
    }

    @Test
    void leavesNothingOfABuildThatIsKilledWhileItFillsVolumes() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, NESTED)) {
            Docker docker = InstalledDocker.CLI;
            String project = environment.key.project();
            PathVolume volume = new PathVolume(directory.resolve("var"), false);
            String image = docker.run(new ImageCommand.ImportEmpty(ComposeLabels.ofProject(project)));
            docker.run(new VolumeCommand.Create(volume.name(project), ComposeLabels.ofVolume(project, volume.key())));
            docker.run(new ContainerCommand.CreateWithVolumes(
                    image, ComposeLabels.ofHelper(project), Map.of("/esb/0", volume.name(project))));

            environment.down();

            environment.assertNothingLeft();
        }
    }

    private static Tuple mount(Path path, String mount) {
        return tuple(path.toString(), mount);
    }
}
