package dev.esb.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.DebugListener;
import dev.esb.FakeTime;
import dev.esb.Reporter;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.plan.ConflictException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeUpTest {
    private static final ComposeCommand.Up UP =
            new ComposeCommand.Up("esb-a", Path.of("/project/target/esb/a/compose.yml"), Path.of("/project"), false, 2);
    private static final StackServices STACK = Stacks.of("services: {db: {image: postgres}}");
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final FakeDocker docker = new FakeDocker();
    private final FakeTime time = new FakeTime();
    private final TimeLimit limit = new TimeLimit(TIMEOUT, time);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "\" Container esb-a-db-1  Starting\"; not started: 'db'",
                "\" Container esb-a-db-1 Starting \"; not started: 'db'",
                "\" Container esb-a-db-1  Created\"; not started: 'db'",
                "\" Container esb-a-db-1  Waiting\"; Compose waits for the service 'db'",
                "\" Network esb-a_default  Created\"; the last line of Compose was 'Network esb-a_default  Created'",
                "\"\"; Compose has printed nothing",
            })
    @Timeout(30)
    void endsComposeWhichHangsOnceTimeIsUp(String line, String unfinished) {
        docker.printsUntilStopped(UP, () -> time.sleep(TIMEOUT), line);

        assertThatThrownBy(this::run)
                .isInstanceOf(StartFailedException.class)
                .hasMessage("not every service was started within 60 s (esb.timeout); " + unfinished);
    }

    @Test
    @Timeout(30)
    void endsComposeOnceItIsSeenToWaitInVain() {
        AtomicBoolean isWaiting = new AtomicBoolean();
        docker.printsUntilStopped(UP, () -> isWaiting.set(true), " Container esb-a-db-1  Waiting");
        ComposeUp up = new ComposeUp(docker, Reporter.NONE, limit, STACK)
                .unless(() -> isWaiting.get() ? Optional.of("no healthchecks here") : Optional.empty());

        assertThatThrownBy(() -> up.run(UP))
                .isInstanceOfSatisfying(
                        StartFailedException.class,
                        failure -> assertThat(failure.names("db")).isTrue())
                .hasMessage("no healthchecks here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#5 [web 2/4] RUN make", "web Pulling", "Image shop:1.0 Pulling", "Image shop:1.0 Building"})
    @Timeout(30)
    void endsAPullOrABuildThatIsSilent(String line) {
        docker.printsUntilStopped(UP, () -> time.sleep(TIMEOUT), line);

        assertThatThrownBy(this::run)
                .isInstanceOf(StartFailedException.class)
                .hasMessage("the pull or build of images has printed nothing for 60 s (esb.timeout);"
                        + " the last line of Compose was '" + line + "'");
    }

    @Test
    void doesNotCountTheTimeInWhichImagesArePulledAndBuilt() {
        docker.prints(
                UP,
                " web Pulling ",
                " 1f7ce2fa46ab Downloading",
                " web Pulled ",
                "#5 [db 2/4] RUN make",
                "#5 0.113 cc main.c",
                " Network esb-a_default  Created",
                " Container esb-a-db-1  Started");

        run(new DebugListener(line -> time.sleep(Duration.ofSeconds(13))));

        // What counts is the time before the first line, after the pull, and after the network.
        time.sleep(Duration.ofSeconds(60 - 13 * 3 - 1));
        assertThat(limit.isOver()).isFalse();
        time.sleep(Duration.ofSeconds(1));
        assertThat(limit.isOver()).isTrue();
    }

    @Test
    void startsNothingWhenTheTimeIsUpBefore() {
        time.sleep(TIMEOUT);

        assertThatThrownBy(this::run)
                .isInstanceOf(StartFailedException.class)
                .hasMessage("the services were not started, because 60 s (esb.timeout) were over before that");
        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void saysThatAPortIsTaken() {
        docker.fails(UP, 1, """
                 Network esb-a_default  Created
                 Container esb-a-web-1  Starting
                Error response from daemon: driver failed programming external connectivity on endpoint esb-a-web-1: \
                Bind for 127.0.0.1:20272 failed: port is already allocated""");

        assertThatThrownBy(this::run)
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        conflict -> assertThat(conflict.port()).isEqualTo(OptionalInt.of(20272)));
    }

    @Test
    void saysThatASubnetIsTaken() {
        docker.fails(UP, 1, """
                 Network esb-a_default  Error
                failed to create network esb-a_default: Error response from daemon: \
                Pool overlaps with other one on this address space""");

        assertThatThrownBy(this::run)
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        conflict -> assertThat(conflict.port()).isEmpty());
    }

    private void run() {
        run(Reporter.NONE);
    }

    private void run(Reporter reporter) {
        new ComposeUp(docker, reporter, limit, STACK).run(UP);
    }
}
