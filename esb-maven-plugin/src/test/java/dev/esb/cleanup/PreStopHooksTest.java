package dev.esb.cleanup;

import static dev.esb.cleanup.EnvironmentFixture.containers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.RecordedMessages;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.StackServiceCommand;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PreStopHooksTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("a", "");

    @TempDir
    private Path home;

    private final FakeDocker docker = new FakeDocker();
    private final RecordedMessages messages = new RecordedMessages();
    private TakeDownFile file;

    @BeforeEach
    void makeStack() throws IOException {
        Directories directories = new Directories(home, home.resolve("run"), home.resolve("target"));
        TakeDownFile.in(directories).keep((ObjectNode) new ObjectMapper().readTree("""
                                        {"name": "esb-a", "services": {
                                          "web": {"image": "nginx", "pre_stop": [{"command": ["drain"]}]},
                                          "api": {"image": "nginx", "pre_stop": [{"command": ["drain"]}]},
                                          "db": {"image": "postgres"}}}
                                        """), Path.of("/stack"));
        file = TakeDownFile.in(directories);
    }

    @Test
    void areThoseOfContainersThatRun() {
        ContainerSummary paused = new ContainerSummary(
                "id-api", "esb-a-api-1", "esb-a", "api", 1, "paused", "Up 3 seconds (Paused)", List.of());
        ContainerSummary ofAUser =
                new ContainerSummary("id-own", "own", "esb-a", "web", 0, "running", "Up 3 seconds", List.of());
        List<ContainerSummary> running = containers(KEY, "web", "db");

        assertThat(PreStopHooks.of(file, List.of(running.get(0), paused, ofAUser, running.get(1))))
                .containsExactly(running.get(0));
    }

    @Test
    void areRunByCompose() {
        stop("web", "api");

        assertThat(docker.calls()).containsExactly(composeStop("web", "api"));
        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void areLeftWhereTheyDoNotEnd() {
        StackServiceCommand.Stop endless = new StackServiceCommand.Stop(file.definition(), List.of("web"), 0);
        docker.printsUntilStopped(endless, () -> {}, "Container esb-a-web-1  Stopping");

        new PreStopHooks(docker, messages, Duration.ofMillis(100)).stop(file, containers(KEY, "web"), Duration.ZERO);

        assertThat(docker.calls()).containsExactly(endless, new ContainerCommand.Stop(List.of("id-web"), 0));
        assertThat(messages.warnings)
                .containsExactly("The pre_stop hooks of web have not ended within 0 s, and the containers are killed");
    }

    /** Such as an older Compose, which does not know the key. */
    @Test
    void doNotKeepAContainerFromBeingStoppedWhereTheyFail() {
        docker.fails(composeStop("web"), 1, "Container esb-a-web-1  Stopping\nweb hook exited with status 3");

        stop("web");

        assertThat(docker.calls()).containsExactly(composeStop("web"), new ContainerCommand.Stop(List.of("id-web"), 2));
        assertThat(messages.warnings)
                .containsExactly(
                        "The pre_stop hooks of web have failed, and the containers are stopped without: web hook exited with status 3");
    }

    private void stop(String... services) {
        new PreStopHooks(docker, messages).stop(file, containers(KEY, services), Duration.ofSeconds(2));
    }

    private StackServiceCommand.Stop composeStop(String... services) {
        return new StackServiceCommand.Stop(file.definition(), List.of(services), 2);
    }
}
