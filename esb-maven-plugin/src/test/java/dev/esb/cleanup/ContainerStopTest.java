package dev.esb.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.docker.ContainerCommand.Stop;
import dev.esb.docker.DockerException;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.RemovalDetails;
import dev.esb.host.FakeProc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ContainerStopTest {
    private static final String DEAF = "a".repeat(64);
    private static final String HEARING = "b".repeat(64);
    private static final String STOPPED = "c".repeat(64);
    private static final List<RemovalDetails> DETAILS =
            List.of(details(DEAF, 11, ""), details(HEARING, 12, ""), details(STOPPED, 0, ""));

    @TempDir
    private Path proc;

    private final FakeDocker docker = new FakeDocker();
    private FakeProc processes;

    @BeforeEach
    void startProcesses() {
        processes = new FakeProc(proc);
        processes.add(11, DEAF).ignores(15);
        processes.add(12, HEARING).catches(15);
    }

    @Test
    void killsWhatCannotHearAndGivesAllOthersTheirTime() {
        run(List.of(DEAF, HEARING, STOPPED), DETAILS, 2);

        assertThat(docker.calls()).containsExactlyInAnyOrder(new Stop(List.of(DEAF), 0), others());
    }

    @Test
    void doesBothAtTheSameTime() {
        CountDownLatch killed = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        docker.then(new Stop(List.of(DEAF), 0), command -> met(killed, stopping));
        docker.then(others(), command -> met(stopping, killed));

        run(List.of(DEAF, HEARING, STOPPED), DETAILS, 2);

        assertThat(docker.calls()).hasSize(2);
    }

    @Test
    void takesOneCommandWhereAllAreAlike() {
        run(List.of(DEAF), DETAILS, 2);
        run(List.of(HEARING), DETAILS, 2);

        assertThat(docker.calls()).containsExactly(new Stop(List.of(DEAF), 0), new Stop(List.of(HEARING), 2));
    }

    @Test
    void goesByTheStopSignalOfTheContainer() {
        run(List.of(DEAF), List.of(details(DEAF, 11, "SIGQUIT")), 2);
        processes.add(11, DEAF).catches(3);
        run(List.of(DEAF), List.of(details(DEAF, 11, "SIGQUIT")), 3);

        assertThat(docker.calls()).containsExactly(new Stop(List.of(DEAF), 0), new Stop(List.of(DEAF), 3));
    }

    @Test
    void givesTimeToAContainerOfWhichNothingIsKnown() {
        run(List.of(DEAF), List.of(), 2);

        assertThat(docker.calls()).containsExactly(new Stop(List.of(DEAF), 2));
    }

    @Test
    void makesNoDifferenceWithoutAGracePeriod() {
        run(List.of(DEAF, HEARING), DETAILS, 0);

        assertThat(docker.calls()).containsExactly(new Stop(List.of(DEAF, HEARING), 0));
    }

    @Test
    void waitsForTheOthersBeforeItFails() {
        docker.fails(new Stop(List.of(DEAF), 0), 1, "cannot kill it");
        List<String> ended = new ArrayList<>();
        docker.then(others(), command -> {
            ended.add("others");
            return null;
        });

        assertThatThrownBy(() -> run(List.of(DEAF, HEARING, STOPPED), DETAILS, 2))
                .isInstanceOfSatisfying(
                        DockerException.class, e -> assertThat(e.errorOutput()).isEqualTo("cannot kill it"));
        assertThat(ended).containsExactly("others");
    }

    private void run(List<String> containers, List<RemovalDetails> details, int seconds) {
        new ContainerStop(docker, proc).run(containers, details, Duration.ofSeconds(seconds));
    }

    private static Stop others() {
        return new Stop(List.of(HEARING, STOPPED), 2);
    }

    private static RemovalDetails details(String id, long pid, String stopSignal) {
        return new RemovalDetails(id, pid, stopSignal, List.of());
    }

    /** Ends when the other command runs as well. */
    private static Object met(CountDownLatch own, CountDownLatch other) {
        own.countDown();
        try {
            other.await();
            return null;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
