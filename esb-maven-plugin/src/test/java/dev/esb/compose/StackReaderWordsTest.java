package dev.esb.compose;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.docker.ComposeCommand.Config;
import dev.esb.docker.ComposeCommand.Source;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.Recorded;
import dev.esb.docker.RecordedCase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is said of a stack that Compose cannot read, whose words differ from version to version. */
class StackReaderWordsTest {

    @RecordedCase("config/unknown/json")
    void saysThatANewerComposeMayKnowAKey(Recorded recorded) {
        assertThatThrownBy(() -> read(recorded, "/stack/unknown"))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining(
                        "Compose cannot read the stack (/stack/unknown): validating /stack/unknown/compose.yml:")
                .hasMessageContaining(
                        "This Compose does not know 'prots' of service 'web'. A newer Compose may know it"
                                + " ('docker compose version' says which one is here); if it is a typo, correct it. Put that right");
    }

    /** Compose names the file, and the line where it knows it. */
    @RecordedCase("config/broken/json")
    void passesOnWhereAFileIsNoYaml(Recorded recorded) {
        assertThatThrownBy(() -> read(recorded, "/stack/broken"))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining(
                        "did not find expected ',' or '}'. Put that right, or see the whole of it with: docker"
                                + " compose --project-directory /stack/broken config");
    }

    @RecordedCase("config/cycle/json")
    void passesOnThatServicesWaitForEachOther(Recorded recorded) {
        assertThatThrownBy(() -> read(recorded, "/stack/cycle"))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("dependency cycle detected: a -> b -> a. Put that right");
    }

    @RecordedCase("config/envfile/json")
    void passesOnThatAFileOfVariablesIsMissing(Recorded recorded) {
        assertThatThrownBy(() -> read(recorded, "/stack/envfile"))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("env file /stack/envfile/missing.env not found:")
                .hasMessageContaining("no such file or directory. Put that right");
    }

    @RecordedCase("config/required/json")
    void saysWhichVariableIsMissing(Recorded recorded) {
        assertThatThrownBy(() -> read(recorded, "/stack/required"))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("required variable NAME is missing a value: set it. Put that right");
    }

    /** Docker's words where DOCKER_HOST or the context is wrong, whatever the command. */
    @Test
    void doesNotBlameTheStackWhereTheDockerCommandDoesNotKnowItsEngine() {
        assertThatThrownBy(() -> read(
                        config -> FakeDocker.failure(
                                1,
                                "Failed to initialize: unable to resolve docker endpoint: context \"far\": context not found"),
                        "/stack"))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("The Docker engine does not answer (Failed to initialize: unable to resolve")
                .hasMessageContaining("correct DOCKER_HOST or 'docker context use'");
    }

    private static void read(Recorded recorded, String directory) {
        read(recorded::answerTo, directory);
    }

    private static void read(Function<Config, Object> answer, String directory) {
        Path path = Path.of(directory);
        Config config = new Config(new Source(path, "p", List.of(), List.of(), Optional.empty(), Map.of()), true);
        FakeDocker docker = new FakeDocker().then(config, command -> answer.apply(config));
        new StackReader(docker, new StackFiles(path, List.of()), "p", List.of(), Optional.empty()).model(Map.of());
    }
}
