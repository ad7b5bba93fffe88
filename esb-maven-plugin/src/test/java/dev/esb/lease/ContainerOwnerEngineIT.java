package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.Commands;
import dev.esb.docker.InstalledDocker;
import dev.esb.engine.EnginePlace;
import dev.esb.lease.BuildProcess.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What the engine says of a build in a container of it. */
@EnabledIf(value = "dev.esb.docker.InstalledDocker#hasEngine", disabledReason = "no Docker engine answers")
class ContainerOwnerEngineIT {
    private String container;
    private BuildProcess build;

    @BeforeEach
    void startContainer() {
        container = docker("run", "--detach", "--init", "debian:trixie-slim", "sleep", "infinity");
        BuildProcess claiming = new BuildProcess("", "", "pid:[1]", 7, 1, 1)
                .on(InstalledDocker.CLI, new EnginePlace.Beside(container, "172.17.0.1", List.of()));
        // As another build reads it from the label.
        build = BuildProcess.parse(claiming.text()).orElseThrow();
    }

    @AfterEach
    void removeContainer() {
        docker("rm", "--force", "--volumes", container);
    }

    @Test
    void isNotKnownToHaveEndedWhileTheContainerRuns() {
        assertThat(build.container()).map(BuildProcess.Container::id).contains(container);
        assertThat(state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void hasEndedOnceTheContainerHasStopped() {
        docker("stop", "-t", "1", container);

        assertThat(state()).isEqualTo(State.DEAD);
    }

    @Test
    void hasEndedOnceTheContainerWasStartedAgain() {
        docker("restart", "-t", "1", container);

        assertThat(state()).isEqualTo(State.DEAD);
    }

    @Test
    void hasEndedOnceTheContainerIsGone() {
        docker("rm", "--force", container);

        assertThat(state()).isEqualTo(State.DEAD);
    }

    private State state() {
        return ProcessStates.of(InstalledDocker.CLI, List.of(build)).of(build);
    }

    private static String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return Commands.output(command).strip();
    }
}
