package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.esb.EnvironmentOnEngine;
import dev.esb.EsbException;
import dev.esb.GitRepository;
import dev.esb.cleanup.Down.Outcome;
import dev.esb.docker.InstalledDocker;
import dev.esb.isolation.Finding;
import dev.esb.isolation.Severity;
import dev.esb.lease.Owners;
import dev.esb.plan.RequestVariants;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** Directories of the host that services write to: each environment has its own changes, and the directory stays as it is. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class OverlayEngineIT {
    private static final String STACK = """
            services:
              app:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: ["./data:/data", "./app.conf:/app.conf"]
              reader:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: ["./data:/data:ro"]
            """;

    private static final String NESTED = """
            services:
              app:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: ["./data/sub:/sub", "./data/new/deep:/new"]
              reader:
                image: debian:trixie-slim
                init: true
                command: sleep infinity
                volumes: ["./data:/data:ro", "./data/file:/file:ro"]
            """;

    /** In the checkout, which the engine also sees where the build runs in a container beside it. */
    static final class InCheckout implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            Path parent = Files.createDirectories(Path.of("target/overlays").toAbsolutePath());
            return Files.createTempDirectory(parent, "stack");
        }
    }

    @TempDir(factory = InCheckout.class)
    private Path directory;

    private Path data;

    @BeforeEach
    void fill() throws IOException {
        // Else git would ignore all of it.
        assumeTrue(GitRepository.canBeMade(), "no git");
        new GitRepository(directory);
        assumeTrue(InstalledDocker.sees(directory), "the engine does not see the files of the test");
        data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve("file"), "of the host");
        Files.createDirectories(data.resolve("sub/empty"));
        Files.writeString(data.resolve("sub/two words, a colon: and a comma"), "2");
        Files.createSymbolicLink(data.resolve("link"), Path.of("file"));
        Files.createLink(data.resolve("hard"), data.resolve("file"));
        Files.writeString(directory.resolve("app.conf"), "one");
        Files.setLastModifiedTime(data, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    }

    @Test
    void hasTheChangesOfEachEnvironmentApartAndTheDirectoryAsItWas() throws IOException {
        Map<String, String> before = everything();
        try (EnvironmentOnEngine one = new EnvironmentOnEngine(directory, STACK);
                EnvironmentOnEngine two = new EnvironmentOnEngine(directory, STACK)) {
            one.up();
            List<Finding> findings = two.up().findings();
            String app = one.key.project() + "-app-1";
            String mode = one.docker("exec", app, "stat", "-c", "%a %Y", "/data");

            one.docker(
                    "exec",
                    app,
                    "sh",
                    "-ec",
                    "cd /data; echo changed > file; mv sub renamed; rm link; mkdir sub; touch sub/new; echo 2 >> /app.conf");

            assertThat(mode).isEqualTo("%s 1577836800%n".formatted(octal(data)));
            assertThat(findings).noneMatch(finding -> finding.severity() == Severity.SHARED);
            assertThat(one.docker("exec", one.key.project() + "-reader-1", "ls", "/data", "/data/sub"))
                    .isEqualTo("/data:\nfile\nhard\nrenamed\nsub\n\n/data/sub:\nnew\n");
            assertThat(two.docker("exec", two.key.project() + "-app-1", "cat", "/data/file", "/data/link", "/app.conf"))
                    .isEqualTo("of the hostof the hostone");
            assertThat(everything()).isEqualTo(before);
            assertThat(one.down()).isEqualTo(Outcome.DOWN);
            one.assertNothingLeft();
            assertThat(two.docker("exec", two.key.project() + "-app-1", "ls", "/data/sub"))
                    .isEqualTo("empty\ntwo words, a colon: and a comma\n");
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void hasExtendedAttributesApartAsWell() throws IOException {
        String machine = System.getProperty("os.arch");
        assumeTrue(Set.of("amd64", "aarch64").contains(machine), "no numbers of its system calls");
        UserDefinedFileAttributeView attributes =
                Files.getFileAttributeView(data.resolve("file"), UserDefinedFileAttributeView.class);
        try {
            attributes.write("esb", ByteBuffer.wrap("one".getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            assumeTrue(false, "the file system has none: " + e.getMessage());
        }
        // The image has no program for them, but Perl: getxattr and setxattr.
        String get = machine.equals("amd64") ? "191" : "8";
        String set = machine.equals("amd64") ? "188" : "5";
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            environment.up();
            String app = environment.key.project() + "-app-1";
            // Perl hands a text over only from a variable.
            String read = """
                    my ($file, $name, $value) = ("/data/file", "user.esb", "\\0" x 9);
                    print substr($value, 0, syscall(%s, $file, $name, $value, 9));
                    """.formatted(get);
            String write = """
                    my ($file, $name, $value) = ("/data/file", "user.esb", "mine");
                    syscall(%s, $file, $name, $value, 4, 0) == 0 or die $!;
                    """.formatted(set);

            assertThat(environment.docker("exec", app, "perl", "-e", read)).isEqualTo("one");
            environment.docker("exec", app, "perl", "-e", write);
            assertThat(environment.docker("exec", app, "perl", "-e", read)).isEqualTo("mine");
        }
        ByteBuffer now = ByteBuffer.allocate(9);
        attributes.read("esb", now);
        assertThat(new String(now.array(), 0, now.position(), StandardCharsets.UTF_8))
                .isEqualTo("one");
    }

    @Test
    void keepsWhatWasWrittenWhenItIsBroughtUpAgain() {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            environment.up();
            List<String> containers = environment.containers();
            String app = environment.key.project() + "-app-1";
            environment.docker("exec", app, "sh", "-c", "echo mine > /data/file; echo mine > /app.conf");

            environment.up();

            assertThat(environment.containers()).isEqualTo(containers);
            environment.docker("rm", "--force", app);
            environment.up();
            assertThat(environment.docker("exec", app, "cat", "/data/file", "/app.conf"))
                    .isEqualTo("mine\nmine\n");
        }
    }

    @Tag("long")
    @Test
    void copiesAFileAgainWhenItHasChanged() throws IOException {
        assumeTrue(InstalledDocker.hasVolumeOptions(), "the engine mounts no file of a volume");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            environment.up();
            Files.writeString(directory.resolve("app.conf"), "two");

            environment.up();

            assertThat(environment.docker("exec", environment.key.project() + "-app-1", "cat", "/app.conf"))
                    .isEqualTo("two");
            assertThat(environment.volumes())
                    .filteredOn(name -> name.contains("app.conf"))
                    .hasSize(1);
        }
    }

    @Test
    void showsTheSameToServicesThatMountADirectoryAndWhatIsInIt() throws IOException {
        assumeTrue(InstalledDocker.hasVolumeOptions(), "the engine mounts no part of a volume");
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, NESTED)) {
            environment.up();

            environment.docker(
                    "exec", environment.key.project() + "-app-1", "sh", "-c", "echo a > /sub/a; echo b > /new/b");

            String reader = environment.key.project() + "-reader-1";
            assertThat(environment.docker("exec", reader, "cat", "/data/sub/a", "/data/new/deep/b", "/file"))
                    .isEqualTo("a\nb\nof the host");
            assertThat(data.resolve("new")).doesNotExist();
        }
    }

    @Tag("long")
    @Test
    void refusesADirectoryThatWasReplaced() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            environment.up();
            Files.move(data, directory.resolve("old"));

            assertThatThrownBy(environment::up)
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining("'%s' was removed since".formatted(data))
                    .hasMessageContaining("mvn esb:down");
            Files.createDirectory(data);
            assertThatThrownBy(environment::up).hasMessageContaining("was replaced by another one since");
            Files.delete(data);
            Files.move(directory.resolve("old"), data);

            environment.up();

            assertThat(environment.down()).isEqualTo(Outcome.DOWN);
            environment.assertNothingLeft();
        }
    }

    @Test
    void sharesTheDirectoryWhereTheUserSaysSo() throws IOException {
        try (EnvironmentOnEngine environment = new EnvironmentOnEngine(directory, STACK)) {
            environment.up(
                    Owners.PERSON,
                    RequestVariants.withEntries(environment.request(), Set.of("data", "app.conf"), Set.of()),
                    EnvironmentOnEngine.OPTIONS,
                    environment.messages);

            environment.docker("exec", environment.key.project() + "-app-1", "sh", "-c", "echo shared > /data/written");

            assertThat(data.resolve("written")).hasContent("shared\n");
            assertThat(environment.volumes()).isEmpty();
            environment.docker("exec", environment.key.project() + "-app-1", "rm", "/data/written");
        }
    }

    /** Each path with what is there, its owner, permissions and time. */
    private Map<String, String> everything() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(data)) {
            for (Path path : paths.toList()) {
                String content = Files.isRegularFile(path) ? Files.readString(path) : "";
                all.put(
                        path.toString(),
                        new TreeMap<>(Files.readAttributes(
                                        path,
                                        "unix:mode,uid,gid,lastModifiedTime,ino,nlink",
                                        LinkOption.NOFOLLOW_LINKS))
                                + content);
            }
        }
        return all;
    }

    private static String octal(Path path) throws IOException {
        return Integer.toOctalString((int) Files.getAttribute(path, "unix:mode") & 07777);
    }
}
