package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.Commands;
import dev.esb.EnvironmentOnEngine;
import dev.esb.EsbException;
import dev.esb.cleanup.Down.Outcome;
import dev.esb.environment.ByteSize;
import dev.esb.environment.Permissions;
import dev.esb.isolation.Finding;
import dev.esb.isolation.Severity;
import dev.esb.plan.RequestVariants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What containers see in place of this machine's files on an engine that does not see them. */
@EnabledIf(
        value = "dev.esb.docker.InstalledDocker#hasVolumeOptions",
        disabledReason = "no Docker engine answers, or one that ignores options of volumes")
class ElsewhereFilesEngineIT {
    /** Name, kind, permissions, owner, target of a link, and size of everything. */
    private static final String LIST =
            "cd '%s' && find . -mindepth 1 \\( -type d -printf '%%P d %%m %%U:%%G\\n' -o -printf '%%P %%y %%m %%U:%%G %%l %%s\\n' \\) | sort; stat -c '%%a %%u:%%g' .";

    private static final String SUMS = "cd '%s' && find . -type f -exec sha256sum {} + | sort | sha256sum";

    @TempDir
    private Path directory;

    @Tag("long")
    @Test
    void copiesTreesOfManyFilesWithLinksAndPermissions() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        for (int i = 0; i < 100; i++) {
            Path many = Files.createDirectories(tree.resolve("many/" + i));
            for (int j = 0; j < 100; j++) {
                Files.writeString(many.resolve(String.valueOf(j)), i + " of " + j);
            }
        }
        Files.createDirectories(tree.resolve("deep/a/b/c/d/e/empty"));
        Files.writeString(tree.resolve("deep/a/b/c/d/e/Täßchen und mehr"), "tea");
        Files.createSymbolicLink(tree.resolve("deep/link"), Path.of("a/b"));
        Files.createSymbolicLink(tree.resolve("absolute"), Path.of("/etc/hostname"));
        Files.createSymbolicLink(tree.resolve("nowhere"), Path.of("../none"));
        Permissions.OWNER_FILE.impose(Files.writeString(tree.resolve(".secret"), "hidden"));
        Files.setPosixFilePermissions(
                Files.write(tree.resolve("run"), new byte[] {0, 1, (byte) 0xff}),
                PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("rwxr-x---"));
        Path conf = Files.writeString(
                Files.createDirectories(directory.resolve("conf")).resolve("app.conf"), "a=1");
        Files.createSymbolicLink(directory.resolve("conf/current.conf"), Path.of("app.conf"));
        String stack = """
                services:
                  app:
                    image: debian:trixie-slim
                    init: true
                    command: sleep infinity
                    volumes: ["./tree:/tree", "./conf/current.conf:/etc/app.conf:ro", "device:/device", "./none:/none"]
                  reader:
                    image: debian:trixie-slim
                    init: true
                    command: sleep infinity
                    volumes: ["./tree/deep:/deep:ro", "./conf:/conf:ro"]
                volumes:
                  device:
                    driver_opts: {type: none, o: bind, device: "%s/device"}
                """.formatted(directory);
        Files.writeString(Files.createDirectories(directory.resolve("device")).resolve("rows"), "seven");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            UpResult result = environment.upElsewhere(environment.request());

            String app = environment.key.project() + "-app-1";
            String reader = environment.key.project() + "-reader-1";
            assertThat(in(environment, app, LIST, "/tree")).isEqualTo(here(LIST, tree));
            assertThat(in(environment, app, SUMS, "/tree")).isEqualTo(here(SUMS, tree));
            assertThat(in(environment, reader, LIST, "/deep")).isEqualTo(here(LIST, tree.resolve("deep")));
            assertThat(in(environment, reader, LIST, "/conf")).isEqualTo(here(LIST, conf.getParent()));
            assertThat(environment.docker("exec", app, "cat", "/etc/app.conf", "/device/rows"))
                    .isEqualTo("a=1seven");
            assertThat(environment.docker("exec", app, "ls", "-A", "/none")).isEmpty();
            assertThat(binds(environment)).isEmpty();
            // What a service can write to is one volume, whoever mounts a part of it.
            environment.docker("exec", app, "sh", "-c", "echo more > /tree/deep/new");
            assertThat(environment.docker("exec", reader, "cat", "/deep/new")).isEqualTo("more\n");
            assertThat(tree.resolve("deep/new")).doesNotExist();
            assertThat(result.findings())
                    .filteredOn(finding -> finding.severity() == Severity.LIMITED)
                    .extracting(Finding::resource)
                    .containsOnly(
                            tree.toString(),
                            tree.resolve("deep").toString(),
                            conf.getParent().toString(),
                            directory.resolve("device").toString());
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
    }

    @Tag("long")
    @Test
    void bringsWhatIsOnlyReadUpToDateAndKeepsWhatIsWritten() throws IOException {
        String stack = """
                services:
                  app:
                    image: debian:trixie-slim
                    init: true
                    command: sleep infinity
                    volumes: ["./read:/read:ro", "./file:/file:ro"]
                  writer:
                    image: debian:trixie-slim
                    init: true
                    command: sleep infinity
                    volumes: ["./written:/written", "./same:/same:ro"]
                """;
        Path read = Files.createDirectories(directory.resolve("read"));
        Path written = Files.createDirectories(directory.resolve("written"));
        Files.writeString(Files.createDirectories(directory.resolve("same")).resolve("a"), "same");
        Files.writeString(read.resolve("a"), "1");
        Files.writeString(read.resolve("b"), "1");
        Files.writeString(written.resolve("a"), "1");
        Files.writeString(directory.resolve("file"), "1");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            environment.upElsewhere(environment.request());
            String app = environment.key.project() + "-app-1";
            String writer = environment.key.project() + "-writer-1";
            environment.docker("exec", writer, "sh", "-c", "echo kept > /written/a");
            String idOfWriter = environment.docker("inspect", "--format", "{{.Id}}", writer);
            TreeSet<String> before = new TreeSet<>(environment.volumes());
            Files.writeString(read.resolve("a"), "2");
            Files.delete(read.resolve("b"));
            Files.writeString(directory.resolve("file"), "2");
            Files.writeString(written.resolve("a"), "2");

            environment.upElsewhere(environment.request());

            assertThat(environment.docker("exec", app, "cat", "/read/a", "/file"))
                    .isEqualTo("22");
            assertThat(environment.docker("exec", app, "ls", "/read")).isEqualTo("a\n");
            assertThat(environment.docker("exec", writer, "cat", "/written/a")).isEqualTo("kept\n");
            assertThat(environment.docker("inspect", "--format", "{{.Id}}", writer))
                    .isEqualTo(idOfWriter);
            // Those that were replaced are gone.
            assertThat(environment.volumes()).hasSize(4);
            assertThat(environment.remaining(before)).hasSize(2);
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
    }

    @Test
    void hasCertificatesAndSocketsInVolumes() throws IOException {
        String stack = """
                services:
                  app:
                    image: debian:trixie-slim
                    init: true
                    command: sleep infinity
                    volumes: ["${ESB_CERT_DIR}:/certs:ro", "${ESB_CONFIG_DIR}/certs/ca.crt:/ca.crt", "${ESB_SOCKET_DIR}:/sockets"]
                  other:
                    image: debian:trixie-slim
                    init: true
                    command: sleep infinity
                    volumes: ["${ESB_SOCKET_DIR}:/run/other"]
                """;
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            environment.upElsewhere(environment.request());

            String app = environment.key.project() + "-app-1";
            Path certificates = environment.directories().certificates();
            assertThat(in(environment, app, LIST, "/certs")).isEqualTo(here(LIST, certificates));
            assertThat(in(environment, app, SUMS, "/certs")).isEqualTo(here(SUMS, certificates));
            assertThat(environment.docker("exec", app, "cat", "/ca.crt"))
                    .isEqualTo(Files.readString(certificates.resolve("ca.crt")));
            environment.docker("exec", app, "sh", "-c", "ls -A /sockets > /sockets/before; echo hello > /sockets/s");
            assertThat(environment.docker(
                            "exec", environment.key.project() + "-other-1", "cat", "/run/other/s", "/run/other/before"))
                    .isEqualTo("hello\nbefore\n");
            assertThat(binds(environment)).isEmpty();
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
    }

    @Test
    void mountsFilesOfConfigsAndSecrets() throws IOException {
        String stack = """
                services:
                  app:
                    image: debian:trixie-slim
                    init: true
                    command: sleep infinity
                    configs: [settings, {source: settings, target: /etc/other.conf}, inline]
                    secrets: [key, {source: key, target: renamed}]
                configs:
                  settings: {file: ./settings.bin}
                  inline: {content: "written here"}
                secrets:
                  key: {file: ./key}
                """;
        byte[] binary = {0, (byte) 0xff, 10, (byte) 0xc3, 0};
        Files.write(directory.resolve("settings.bin"), binary);
        Permissions.OWNER_FILE.impose(Files.writeString(directory.resolve("key"), "secret"));
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            environment.upElsewhere(environment.request());

            String app = environment.key.project() + "-app-1";
            assertThat(environment.docker(
                            "exec", app, "sh", "-c", "od -An -tx1 /settings; od -An -tx1 /etc/other.conf"))
                    .isEqualTo(" 00 ff 0a c3 00\n 00 ff 0a c3 00\n");
            assertThat(environment.docker("exec", app, "cat", "/inline", "/run/secrets/key", "/run/secrets/renamed"))
                    .isEqualTo("written heresecretsecret");
            assertThat(environment.docker("exec", app, "stat", "-c", "%a", "/run/secrets/key"))
                    .isEqualTo("600\n");
            assertThat(binds(environment)).isEmpty();
            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
    }

    @Test
    void refusesMoreThanTheLimitBeforeAnythingIsMade() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.write(data.resolve("rows"), new byte[2_500_000]);
        String stack = """
                services:
                  app:
                    image: debian:trixie-slim
                    command: sleep infinity
                    volumes: ["./data:/data:ro", "./new:/new"]
                """;
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, stack)) {
            List<String> before = volumesOnEngine(environment);

            assertThatThrownBy(() -> environment.upElsewhere(
                            RequestVariants.withCopyLimit(environment.request(), new ByteSize(2_000_000))))
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("'%s' has to be copied".formatted(data))
                    .hasMessageContaining("has 2.5 MB, more than 2 MB (esb.copyLimit)");

            environment.assertNothingLeft();
            assertThat(volumesOnEngine(environment)).isEqualTo(before);
        }
    }

    private static List<String> volumesOnEngine(EnvironmentOnEngine environment) {
        return environment
                .docker(
                        "volume",
                        "ls",
                        "--quiet",
                        "--filter",
                        "label=com.docker.compose.project=" + environment.key.project())
                .lines()
                .toList();
    }

    private static List<String> binds(EnvironmentOnEngine environment) {
        List<String> binds = new ArrayList<>();
        for (String container : environment.containers()) {
            environment
                    .docker("inspect", "--format", "{{range .Mounts}}{{println .Type .Source}}{{end}}", container)
                    .lines()
                    .filter(mount -> mount.startsWith("bind"))
                    .forEach(binds::add);
        }
        return binds;
    }

    private static String in(EnvironmentOnEngine environment, String container, String command, String path) {
        return environment.docker("exec", container, "sh", "-c", command.formatted(path));
    }

    private static String here(String command, Path path) {
        return Commands.output(List.of("sh", "-c", command.formatted(path)));
    }
}
