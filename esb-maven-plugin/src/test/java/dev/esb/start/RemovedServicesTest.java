package dev.esb.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.FakeTime;
import dev.esb.Reporter;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.FakeDocker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RemovedServicesTest {
    private static final ComposeCommand.Up UP =
            new ComposeCommand.Up("esb-a", Path.of("/out/compose.yml"), Path.of("/project"), false, 2);

    private final FakeDocker docker = new FakeDocker();

    @BeforeEach
    void runServices() {
        docker.every(
                ContainerCommand.ListAll.class,
                command -> List.of(container("web"), container("gone"), container("other")));
    }

    @Test
    void areStoppedWithTheGracePeriodOfTheEnvironment() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        ContainerCommand.Stop stop = new ContainerCommand.Stop(List.of("id-gone"), 2);
        docker.then(stop, command -> {
            stopped.countDown();
            return null;
        });
        docker.prints(UP, " Container esb-a-gone-1  Stopping", " Container esb-a-gone-1  Stopped");

        up();
        stopped.await();

        assertThat(docker.calls(ContainerCommand.Stop.class)).containsExactly(stop);
    }

    @Test
    void areNotThoseThatComposeStopsToStartThemAgain() {
        services().stop("esb-a-web-1");

        assertThat(docker.calls(ContainerCommand.Stop.class)).isEmpty();
    }

    @Test
    void costNothingWhereComposeStopsNothing() {
        docker.prints(UP, " Container esb-a-web-1  Recreate", " Container esb-a-web-1  Recreated");

        up();

        assertThat(docker.calls()).containsExactly(UP);
    }

    private void up() {
        new ComposeUp(
                        docker,
                        Reporter.NONE,
                        new TimeLimit(Duration.ofSeconds(60), new FakeTime()),
                        Stacks.of("services: {}"))
                .stopping(services())
                .run(UP);
    }

    private RemovedServices services() {
        return new RemovedServices(docker, Reporter.NONE, "esb-a", List.of("web", "other"), Duration.ofSeconds(2));
    }

    private static ContainerSummary container(String service) {
        return new ContainerSummary(
                "id-" + service, "esb-a-" + service + "-1", "esb-a", service, 1, "running", "Up 3 seconds", List.of());
    }
}
