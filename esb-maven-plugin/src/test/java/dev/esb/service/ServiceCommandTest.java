package dev.esb.service;

import static dev.esb.service.Summaries.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerCommand.ExecAttached;
import dev.esb.docker.FakeDocker;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceCommandTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("a", "");

    @TempDir
    private Path directory;

    private final FakeDocker docker =
            new FakeDocker().every(ContainerCommand.ListAll.class, command -> List.of(running("db", "Up")));

    @Test
    void runsInTheContainerAndReturnsTheExitCode() {
        ExecAttached exec = new ExecAttached("esb-a-db-1", Optional.of("postgres"), false, List.of("psql", "-l"));
        docker.fails(exec, 3, "");

        assertThat(run(new ServiceCommand("db", Optional.of("postgres"), List.of("psql", "-l")), false))
                .isEqualTo(3);
        assertThat(docker.calls(ExecAttached.class)).containsExactly(exec);
        assertThat(docker.calls()).as("nothing is asked first").hasSize(2);
    }

    @Test
    void isAShellOfTheContainersChoice() {
        assertThat(run(ServiceCommand.shell("db", Optional.empty()), true)).isZero();

        assertThat(docker.calls(ExecAttached.class).get(0).arguments())
                .containsSequence("--interactive", "--tty", "esb-a-db-1", "sh", "-c")
                .last()
                .asString()
                .contains("exec bash");
    }

    private int run(ServiceCommand command, boolean hasTerminal) {
        DirectoryLayout layout = new DirectoryLayout(directory, directory, directory);
        return command.run(docker, new ServiceContainers(docker, KEY, layout.of(KEY)), hasTerminal);
    }
}
