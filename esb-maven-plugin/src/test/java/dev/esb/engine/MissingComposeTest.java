package dev.esb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.Programs;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.Script;
import dev.esb.docker.Version;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are shell scripts")
class MissingComposeTest {
    @TempDir
    private Path directory;

    @Test
    void saysWhatToInstall() {
        assertThat(message())
                .isEqualTo("The docker command has no Compose plugin. Install Compose 2.25 or newer"
                        + " (https://docs.docker.com/compose/install/) and see that 'docker compose version' works.");
    }

    @Test
    void saysHowACommandOfItsOwnBecomesThePlugin() throws IOException {
        Path command = command("echo v2.29.1");

        assertThat(message())
                .isEqualTo(
                        ("The docker command has no Compose plugin, only the command '%1$s' (v2.29.1). Make that its plugin:"
                                        + " mkdir -p ~/.docker/cli-plugins && ln -s %1$s ~/.docker/cli-plugins/docker-compose,"
                                        + " and see that 'docker compose version' works.")
                                .formatted(command));
    }

    @Test
    void saysItInTheWordsOfWindows() throws IOException {
        Path command = Script.write(directory.resolve("docker-compose.exe"), "echo v2.29.1");
        Programs windows = new Programs(Map.of("Path", directory.toString()), "Windows 11", FileSystems.getDefault());

        assertThat(new MissingCompose(windows).exception(new Version(2, 25)))
                .hasMessageContaining("Make that its plugin: copy \"" + command
                        + "\" \"%USERPROFILE%\\.docker\\cli-plugins\\docker-compose.exe\", and see");
    }

    @Test
    void saysThatTheFirstComposeDoesNotDo() throws IOException {
        Path command = command("echo 1.29.2");

        assertThat(message())
                .startsWith(
                        "The docker command has no Compose plugin, only the command '%s' (1.29.2). Install Compose 2.25"
                                .formatted(command));
    }

    @Test
    void takesNoOffenceAtACommandThatDoesNotSayItsVersion() throws IOException {
        Path command = command("echo 'is broken' >&2; exit 1");

        assertThat(message())
                .startsWith(
                        "The docker command has no Compose plugin, only the command '%s'. Install".formatted(command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown flag: --ansi\nSee 'docker --help'.",
                "unknown flag: --ansi\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]",
                "docker: 'compose' is not a docker command.\nSee 'docker --help'",
                "docker: unknown command: docker compose\n\nRun 'docker --help' for more information"
            })
    void isTheReasonWhereTheDockerCommandDoesNotKnowCompose(String words) {
        assertThat(Engine.fault(FakeDocker.exception(List.of("docker", "compose"), 125, words)))
                .hasValueSatisfying(
                        fault -> assertThat(fault).hasMessageStartingWith("The docker command has no Compose plugin"));
    }

    private Path command(String script) throws IOException {
        return Script.write(directory.resolve("docker-compose"), "[ \"$*\" = 'version --short' ] || exit 9\n" + script);
    }

    private String message() {
        return new MissingCompose(Programs.with(Map.of("PATH", "/nowhere:" + directory)))
                .exception(new Version(2, 25))
                .getMessage();
    }
}
