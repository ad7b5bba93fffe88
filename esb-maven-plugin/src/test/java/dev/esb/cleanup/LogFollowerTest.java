package dev.esb.cleanup;

import static dev.esb.cleanup.EnvironmentFixture.containers;
import static dev.esb.cleanup.EnvironmentFixture.listContainers;
import static dev.esb.cleanup.EnvironmentFixture.logs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.RecordedMessages;
import dev.esb.docker.FakeDocker;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(30)
class LogFollowerTest {
    @TempDir
    private Path directory;

    // The thread is found by its name.
    private final EnvironmentKey key =
            EnvironmentKey.of("f-" + UUID.randomUUID().toString().substring(0, 8), "");
    private final FakeDocker docker = new FakeDocker().answer(listContainers(key), containers(key, "web"));
    private final RecordedMessages messages = new RecordedMessages();
    private final CountDownLatch printed = new CountDownLatch(1);
    private Directories directories;
    private Path log;
    private LogFollower follower;

    @BeforeEach
    void locate() {
        directories = new EnvironmentFixture(directory).directories(key);
        log = directories.logs().resolve("web.log");
    }

    @AfterEach
    void close() {
        follower.close();
    }

    @Test
    void writesLinesWhileTheServiceRuns() throws InterruptedException {
        docker.printsUntilStopped(logs(key, true), printed::countDown, "web-1  | one", "web-1  | two");

        start();
        assertThat(printed.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(isRunning()).isTrue();
        assertThat(log).hasContent("one\ntwo\n");
    }

    @Test
    void endsItsCommandAndItsThread() throws InterruptedException {
        docker.printsUntilStopped(logs(key, true), printed::countDown, "web-1  | one");
        start();
        assertThat(printed.await(20, TimeUnit.SECONDS)).isTrue();

        follower.close();

        assertThat(isRunning()).isFalse();
        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void writesWhatWasLoggedSoFarWhenItIsClosedAtOnce() {
        docker.printsUntilStopped(logs(key, true), () -> {}, "web-1  | one");

        start();
        follower.close();

        assertThat(log).hasContent("one\n");
        assertThat(isRunning()).isFalse();
    }

    @Test
    void writesTheLastLinesWhereItIsClosedInAThreadThatIsInterrupted() {
        docker.printsUntilStopped(logs(key, true), () -> {}, "web-1  | one");

        start();
        Thread.currentThread().interrupt();
        follower.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(isRunning()).isFalse();
        assertThat(log).hasContent("one\n");
    }

    @Test
    void removesTheLogsOfAnEarlierRun() throws IOException {
        Files.createDirectories(directories.logs());
        Files.writeString(directories.logs().resolve("gone.log"), "of an earlier run");
        docker.prints(logs(key, true), "web-1  | one");

        start();
        follower.close();

        assertThat(directories.logs().resolve("gone.log")).doesNotExist();
        assertThat(log).hasContent("one\n");
    }

    @Test
    void warnsWhereTheLogsCannotBeWritten() throws IOException {
        Files.createDirectories(directories.output().getParent());
        Files.writeString(directories.output(), "in the way");
        docker.prints(logs(key, true), "web-1  | one");

        start();
        follower.close();

        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .startsWith("The logs of '%s' cannot be written to '%s'".formatted(key, directories.logs()));
    }

    private void start() {
        follower = LogFollower.start(docker, key, directories, messages);
    }

    private boolean isRunning() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("esb-logs-" + key.project()));
    }
}
