package dev.esb.lifecycle;

import static dev.esb.lifecycle.Summaries.exited;
import static dev.esb.lifecycle.Summaries.healthy;
import static dev.esb.lifecycle.Summaries.running;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.esb.CancelledException;
import dev.esb.EsbException;
import dev.esb.RecordedMessages;
import dev.esb.cleanup.Down;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.FakeDocker.Lines;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Lease;
import dev.esb.lease.Owner;
import dev.esb.plan.StackRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedUpTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("a", "");
    private static final Exception UNHEALTHY = new StartFailedException("service 'db' is unhealthy", Set.of("db"));

    @TempDir
    private Path directory;

    private final FakeEngine engine = new FakeEngine();
    private final RecordedMessages messages = new RecordedMessages();

    @BeforeEach
    void start() {
        engine.lease(KEY, FakeEngine.BUILD);
        engine.containers.add(running("db", "Up 9 seconds (unhealthy)"));
        engine.docker
                .every(
                        ContainerCommand.Inspect.class,
                        command -> "[{\"Id\": \"" + command.containers().get(0) + "\"}]")
                .every(ContainerCommand.Logs.class, command -> new Lines(List.of("said by " + command.container())));
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void takesDownWhatDidNotComeUp() {
        EsbException error = failedUp().explain(UNHEALTHY);

        assertThat(error)
                .isNotInstanceOf(IncompleteCleanupException.class)
                .hasCause(UNHEALTHY)
                .hasMessageStartingWith("The environment 'a' did not come up: service 'db' is unhealthy")
                .hasMessageContaining("It was taken down again; -Desb.keep=true leaves it");
        assertThat(engine.containers).isEmpty();
        assertThat(engine.leases()).isEmpty();
    }

    @Test
    void keepsItWhereTheUserAsksForThat() {
        EsbException error = failedUp(FakeEngine.BUILD, true).explain(UNHEALTHY);

        assertThat(error)
                .hasMessageContaining("It is kept (esb.keep)")
                .hasMessageContaining("mvn esb:logs -Desb.env=a")
                .hasMessageContaining("mvn esb:down -Desb.env=a");
        assertThat(engine.containers).hasSize(1);
        assertThat(engine.leases()).extracting(Lease::key).containsExactly(KEY);
        assertThat(engine.docker.calls(ContainerCommand.Stop.class)).isEmpty();
        assertThat(engine.docker.calls(ComposeCommand.Logs.class)).hasSize(1);
    }

    @Test
    void leavesAnEnvironmentAloneThatAPersonHadBefore() {
        FakeEngine engineOfPerson = new FakeEngine();
        engineOfPerson.lease(KEY, Owner.person("me@test"));
        engineOfPerson.containers.add(healthy("db"));
        engineOfPerson.docker.every(ContainerCommand.Inspect.class, command -> "[]");

        EsbException error = failedUp(engineOfPerson, FakeEngine.BUILD, false).explain(UNHEALTHY);

        assertThat(error)
                .hasMessageContaining("It was there before, and is left as it is")
                .hasMessageContaining("mvn esb:down -Desb.env=a");
        assertThat(engineOfPerson.containers).hasSize(1);
        assertThat(engineOfPerson.leases()).extracting(Lease::key).containsExactly(KEY);
    }

    /** Such as by esb.strict: the lease is there, and no container yet. */
    @Test
    void takesDownWhatWasRefusedBeforeItsStartAndSaysNoMore() {
        engine.containers.clear();

        EsbException error = failedUp(FakeEngine.BUILD, true).explain(new EsbException("The stack is not isolated."));

        assertThat(error).hasMessage("The stack is not isolated.");
        assertThat(engine.leases()).isEmpty();
        assertThat(evidence("")).doesNotExist();
    }

    @Test
    void showsTheLastLinesOfTheServicesThatAreToBlame() {
        engine.containers.add(exited("migration", 3));

        EsbException error = failedUp().explain(UNHEALTHY);

        assertThat(error)
                .hasMessageContaining("The last lines of 'db' (Up 9 seconds (unhealthy)):\n  said by id-esb-a-db-1")
                .hasMessageNotContaining("migration");
    }

    @Test
    void showsTheLastLinesOfWhatLooksBadWhereNoServiceIsBlamed() {
        engine.containers.add(healthy("web"));
        engine.containers.add(exited("done", 0));
        engine.containers.add(exited("migration", 3));

        EsbException error = failedUp().explain(new StartFailedException("dependency failed to start", Set.of()));

        assertThat(error)
                .hasMessageContaining("The last lines of 'db'")
                .hasMessageContaining("The last lines of 'migration' (Exited (3) 1 second ago)")
                .hasMessageNotContaining("'web'")
                .hasMessageNotContaining("'done'");
    }

    @Test
    void keepsTheEvidenceForTheOwnerAlone() throws IOException {
        failedUp().explain(UNHEALTHY);

        assertThat(evidence("reason.txt")).hasContent("service 'db' is unhealthy");
        assertThat(evidence("ps.txt")).hasContent("db\tesb-a-db-1\tUp 9 seconds (unhealthy)");
        assertThat(evidence("inspect.json")).hasContent("[{\"Id\": \"id-esb-a-db-1\"}]");
        for (String file : List.of("reason.txt", "ps.txt", "inspect.json")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(evidence(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(evidence(""))))
                .isEqualTo("rwx------");
    }

    @Test
    void replacesTheEvidenceOfAnEarlierFailure() throws IOException {
        Files.createDirectories(evidence(""));
        Files.writeString(evidence("old.txt"), "old");

        failedUp().explain(UNHEALTHY);

        assertThat(evidence("old.txt")).doesNotExist();
        assertThat(evidence("reason.txt")).exists();
    }

    @Test
    void showsNoSecret() {
        engine.docker.every(ContainerCommand.Logs.class, command -> new Lines(List.of("login with hunter22 failed")));

        EsbException error =
                failedUp().explain(new StartFailedException("cannot connect as root:hunter22", Set.of("db")));

        assertThat(error)
                .hasMessageContaining("cannot connect as root:***")
                .hasMessageContaining("login with *** failed")
                .hasMessageNotContaining("hunter22");
    }

    @Test
    void saysWhatCouldNotBeTakenDown() {
        engine.docker.everyFails(ComposeCommand.Down.class, 1, "Error response from daemon: device is busy");

        EsbException error = failedUp().explain(UNHEALTHY);

        assertThat(error)
                .isInstanceOf(IncompleteCleanupException.class)
                .hasMessageContaining("The environment 'a' did not come up: service 'db' is unhealthy")
                .hasMessageContaining("could not be taken down completely: Error response from daemon: device is busy");
        assertThat(engine.leases()).extracting(Lease::key).containsExactly(KEY);
    }

    @Test
    void takesDownInAnInterruptedThreadWhichStaysInterrupted() {
        Thread.currentThread().interrupt();

        EsbException error = failedUp().explain(new CancelledException("while 'docker compose up' ran"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(error)
                .hasMessageContaining("did not come up: Interrupted while 'docker compose up' ran.")
                .hasMessageContaining("It was taken down again");
        assertThat(engine.containers).isEmpty();
        assertThat(engine.leases()).isEmpty();
    }

    @Test
    void saysTheReasonAlsoWhereTheEngineAnswersNoMore() {
        engine.docker.everyFails(ContainerCommand.ListAll.class, 1, "Cannot connect to the Docker daemon");

        EsbException error = failedUp().explain(UNHEALTHY);

        assertThat(error)
                .isInstanceOf(IncompleteCleanupException.class)
                .hasMessageContaining("service 'db' is unhealthy")
                .hasMessageContaining("Cannot connect to the Docker daemon");
        assertThat(evidence("reason.txt")).exists();
    }

    private FailedUp failedUp() {
        return failedUp(FakeEngine.BUILD, false);
    }

    private FailedUp failedUp(Owner owner, boolean keep) {
        return failedUp(engine, owner, keep);
    }

    private FailedUp failedUp(FakeEngine on, Owner owner, boolean keep) {
        UpOptions options =
                new UpOptions(Duration.ofSeconds(60), Duration.ZERO, Duration.ZERO, false, keep, false, List.of());
        Secrets secrets = Secrets.of(JsonNodeFactory.instance.objectNode(), Map.of("DB_PASSWORD", "hunter22"));
        return new FailedUp(on.docker, new Down(on.docker, messages), owner, messages, request(), options, secrets);
    }

    private StackRequest request() {
        DirectoryLayout layout = new DirectoryLayout(
                directory.resolve("home"), directory.resolve("sockets"), directory.resolve("target"));
        return StackRequest.of(KEY, layout, directory);
    }

    private Path evidence(String file) {
        return directory.resolve("target/a/failure").resolve(file);
    }
}
