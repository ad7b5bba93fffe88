package dev.esb.scripts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code compose/engine} says to run where it cannot install: on machines of other systems, of which these are only what it looks at. */
@DisabledOnOs(OS.WINDOWS)
class ComposeEngineTest {
    private static final Path SCRIPT =
            Path.of("../compose/engine").toAbsolutePath().normalize();

    private static final String NO_DOCKER = "engine: the docker command with Compose is missing. ";
    private static final String LOG_IN =
            "engine: Then log out and in again: only then are you a member of the group docker.\n";
    private static final String AGAIN = "engine: Then run compose/engine again.\n";

    @TempDir
    private Path directory;

    private Path programs;
    private String shell = "/bin/sh";

    @BeforeEach
    void makeAMachine() throws IOException {
        programs = Files.createDirectory(directory.resolve("bin"));
        for (String name : List.of("cat", "dirname", "sed")) {
            program(name, "exec %s \"$@\"".formatted(installed(name)));
        }
        kernel("Linux", "6.12.1");
        account("1000", "me users");
        program("sudo", "exit 1");
        Files.createDirectories(directory.resolve("run/systemd/system"));
    }

    static Stream<String> shells() {
        return Stream.of("sh", "dash", "bash")
                .flatMap(shell -> Stream.of("/bin", "/usr/bin").map(bin -> Path.of(bin, shell)))
                .filter(Files::isExecutable)
                .map(Path::toString);
    }

    /** There is no bash on Alpine. */
    @Test
    void needsNoOtherShellThanThatOfTheSystem() throws IOException {
        assertThat(Files.readString(SCRIPT)).startsWith("#!/bin/sh\n");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void fedora(String each) throws Exception {
        shell = each;
        release("NAME=\"Fedora Linux\"\nID=fedora\nVERSION_ID=42\n");

        assertThat(errors()).isEqualTo(NO_DOCKER + "Run this:\n" + """
                          sudo dnf install moby-engine docker-cli docker-compose docker-buildx
                          sudo systemctl enable --now docker
                          sudo docker pull debian:trixie-slim
                          sudo usermod -aG docker me
                        """ + LOG_IN + AGAIN);
    }

    @Test
    void arch() throws Exception {
        release("ID=arch\nBUILD_ID=rolling\n");

        assertThat(errors()).isEqualTo(NO_DOCKER + "Run this:\n" + """
                          sudo pacman -S --needed docker docker-compose docker-buildx
                          sudo systemctl enable --now docker
                          sudo docker pull debian:trixie-slim
                          sudo usermod -aG docker me
                        """ + LOG_IN + AGAIN);
    }

    @Test
    void alpine() throws Exception {
        Files.delete(programs.resolve("sudo"));
        program("doas", "exit 1");
        release("ID=alpine\nVERSION_ID=3.22.1\n");

        assertThat(errors()).isEqualTo(NO_DOCKER + "Run this:\n" + """
                          doas apk add docker docker-cli-compose docker-cli-buildx    # from the repository 'community'
                          doas rc-update add docker default
                          doas rc-service docker start
                          doas docker pull debian:trixie-slim
                          doas addgroup me docker
                        """ + LOG_IN + AGAIN);
    }

    @ParameterizedTest
    @CsvSource({"opensuse-tumbleweed, opensuse suse", "opensuse-leap, suse opensuse", "sles, suse"})
    void suse(String id, String like) throws Exception {
        release("ID=\"%s\"\nID_LIKE=\"%s\"\n".formatted(id, like));

        assertThat(errors()).isEqualTo(NO_DOCKER + "Run this:\n" + """
                          sudo zypper install docker docker-compose docker-buildx
                          sudo systemctl enable --now docker
                          sudo docker pull debian:trixie-slim
                          sudo usermod -aG docker me
                        """ + LOG_IN + AGAIN);
    }

    @ParameterizedTest
    @CsvSource({"rhel, fedora", "centos, rhel fedora", "rocky, rhel centos fedora", "almalinux, rhel centos fedora"})
    void redHatAndItsLike(String id, String like) throws Exception {
        release("ID=\"%s\"\nID_LIKE=\"%s\"\n".formatted(id, like));

        assertThat(errors()).isEqualTo(NO_DOCKER + "Run this:\n" + """
                          # Docker's repository: https://docs.docker.com/engine/install/rhel/#set-up-the-repository
                          sudo dnf install docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin
                          sudo systemctl enable --now docker
                          sudo docker pull debian:trixie-slim
                          sudo usermod -aG docker me
                        """ + LOG_IN + AGAIN);
    }

    /** As root, the script does it all. */
    @ParameterizedTest
    @CsvSource({"debian, ''", "ubuntu, debian", "linuxmint, ubuntu debian"})
    void debianAndItsLike(String id, String like) throws Exception {
        release("ID=%s\nID_LIKE=\"%s\"\n".formatted(id, like));

        assertThat(errors())
                .isEqualTo(NO_DOCKER + "Run this:\n" + "  sudo " + SCRIPT + "\n  sudo usermod -aG docker me\n" + LOG_IN
                        + AGAIN);
    }

    @ParameterizedTest
    @CsvSource({"ID=gentoo", "ID=amzn\\nID_LIKE=fedora", "''"})
    void anyOther(String release) throws Exception {
        release(release.translateEscapes());

        assertThat(errors()).isEqualTo(NO_DOCKER + "Run this:\n" + """
                          # Docker Engine with Compose and Buildx: https://docs.docker.com/engine/install/
                          sudo systemctl enable --now docker
                          sudo docker pull debian:trixie-slim
                          sudo usermod -aG docker me
                        """ + LOG_IN + AGAIN);
    }

    @Test
    void macOs() throws Exception {
        kernel("Darwin", "24.6.0");

        assertThat(errors()).isEqualTo(NO_DOCKER + "Run this for Docker Desktop:\n" + """
                          brew install --cask docker-desktop
                          open -a Docker
                          docker pull debian:trixie-slim
                        engine: Or this for Colima:
                          brew install colima docker docker-compose docker-buildx
                          mkdir -p ~/.docker/cli-plugins
                          ln -sfn "$(brew --prefix)"/opt/docker-compose/bin/docker-compose ~/.docker/cli-plugins/docker-compose
                          ln -sfn "$(brew --prefix)"/opt/docker-buildx/bin/docker-buildx ~/.docker/cli-plugins/docker-buildx
                          colima start
                          docker pull debian:trixie-slim
                        """ + AGAIN);
    }

    /** Where applications have contexts of their own. */
    @Test
    void macOsWithAnEngineThatIsStopped() throws Exception {
        kernel("Darwin", "24.6.0");
        docker("Cannot connect to the Docker daemon at unix:///Users/me/.docker/run/docker.sock.", "desktop-linux");

        assertThat(errors()).isEqualTo("""
                        engine: the Docker engine is not running. Run this:
                          open -a Docker    # with Colima: colima start
                          docker pull debian:trixie-slim
                        """ + AGAIN);
    }

    @Test
    void windowsWithoutWsl() throws Exception {
        kernel("MINGW64_NT-10.0-26100", "3.5.4");

        assertThat(errors())
                .isEqualTo(NO_DOCKER + "Run this, with Docker Desktop started before the last line:\n" + """
                          winget install Docker.DockerDesktop
                          docker pull debian:trixie-slim
                        """ + AGAIN);
    }

    @Test
    void wslWithoutSystemd() throws Exception {
        kernel("Linux", "5.15.167.4-microsoft-standard-WSL2");
        Files.delete(directory.resolve("run/systemd/system"));
        release("ID=ubuntu\nID_LIKE=debian\n");

        assertThat(errors())
                .isEqualTo(NO_DOCKER + "Run this:\n" + """
                          printf '[boot]\\nsystemd=true\\n' | sudo tee -a /etc/wsl.conf
                          wsl.exe --shutdown    # and open this distribution again
                        """ + "  sudo " + SCRIPT + "\n  sudo usermod -aG docker me\n"
                        + LOG_IN + """
                        engine: Or use Docker Desktop of Windows, with this distribution switched on in Settings > Resources > WSL integration.
                        """ + AGAIN);
    }

    @Test
    void wslWithSystemd() throws Exception {
        kernel("Linux", "5.15.167.4-microsoft-standard-WSL2");
        release("ID=arch\n");

        assertThat(errors())
                .contains("\n  sudo pacman -S ", "Or use Docker Desktop of Windows")
                .doesNotContain("wsl.conf");
    }

    @Test
    void rootOfAnotherSystemThanDebian() throws Exception {
        account("0", "root");
        release("ID=fedora\n");

        assertThat(errors()).isEqualTo(NO_DOCKER + "Run this:\n" + """
                          dnf install moby-engine docker-cli docker-compose docker-buildx
                          systemctl enable --now docker
                          docker pull debian:trixie-slim
                        """ + AGAIN);
    }

    @Test
    void anAccountOfAMachineWithoutSudo() throws Exception {
        Files.delete(programs.resolve("sudo"));
        release("ID=alpine\n");

        assertThat(errors())
                .startsWith(NO_DOCKER + "Run this as root ('su -'):\n  apk add docker ")
                .contains("\n  addgroup me docker\n");
    }

    @Test
    void anEngineThatIsStopped() throws Exception {
        account("1000", "me docker");
        docker("Cannot connect to the Docker daemon at unix:///var/run/docker.sock.", "default");
        release("ID=fedora\n");

        assertThat(errors()).isEqualTo("""
                        engine: the Docker engine is not running. Run this:
                          sudo systemctl enable --now docker
                          sudo docker pull debian:trixie-slim
                        """ + AGAIN);
    }

    @Test
    void anEngineThatTheAccountMayNotUse() throws Exception {
        docker("permission denied while trying to connect to the Docker daemon socket", "default");
        release("ID=alpine\n");

        assertThat(errors())
                .isEqualTo("engine: you may not use the Docker engine. Run this:\n  sudo addgroup me docker\n" + LOG_IN
                        + AGAIN);
    }

    /** The engine of a context is not the one that would be started here. */
    @Test
    void anEngineElsewhereThatDoesNotAnswer() throws Exception {
        docker("me@build-host: Permission denied (publickey).", "build-host");
        release("ID=debian\n");

        assertThat(errors()).startsWith("engine: the engine of Docker context build-host does not answer.");
    }

    private void release(String text) throws IOException {
        Files.createDirectories(directory.resolve("etc"));
        Files.writeString(directory.resolve("etc/os-release"), text);
    }

    private void kernel(String name, String release) throws IOException {
        program("uname", "[ \"$1\" = -s ] && echo '%s' || echo '%s'".formatted(name, release));
    }

    private void account(String uid, String groups) throws IOException {
        program("id", "case $1 in -u) echo %s ;; -un) echo me ;; -nG) echo '%s' ;; esac".formatted(uid, groups));
    }

    /** One that has Compose, and an engine that does not answer. */
    private void docker(String said, String context) throws IOException {
        program(
                "docker",
                "case \"$1 $2\" in 'compose version') ;; 'context show') echo %s ;; *) echo '%s' >&2; exit 1 ;; esac"
                        .formatted(context, said));
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path installed(String name) {
        return Stream.of("/bin", "/usr/bin")
                .map(bin -> Path.of(bin, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    /** What it says where it fails and runs no command. */
    private String errors() throws Exception {
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(shell, SCRIPT.toString(), "echo", "ran")
                .directory(directory.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("ESB_ENGINE_ROOT", directory.toString());
        Process process = builder.start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(process.waitFor()).isEqualTo(1);
        return Files.readString(errors);
    }
}
