package dev.esb.lifecycle;

import static dev.esb.service.Summaries.exited;
import static dev.esb.service.Summaries.healthy;
import static dev.esb.service.Summaries.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.esb.CancelledException;
import dev.esb.EnvironmentOnEngine;
import dev.esb.EsbException;
import dev.esb.FakeTime;
import dev.esb.RecordedMessages;
import dev.esb.Sleep;
import dev.esb.cleanup.Down;
import dev.esb.cleanup.EnvironmentBefore;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.DockerException;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.FakeDocker.Lines;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owner;
import dev.esb.plan.StackRequest;
import dev.esb.service.FakeEngine;
import dev.esb.service.Summaries;
import dev.esb.start.ComposeUp;
import dev.esb.start.StackServices;
import dev.esb.start.Stacks;
import dev.esb.start.StartFailedException;
import dev.esb.start.TimeLimit;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
    void leavesOutWhichContainersComposeHasStopped() {
        DockerException stop = FakeDocker.exception(
                List.of("compose", "stop"),
                1,
                " Container esb-a-db-1  Stopping\n Container esb-a-db-1  Error while Stopping\nerror during connect: EOF");

        assertThat(failedUp().explain(stop))
                .hasMessageStartingWith("The environment 'a' did not come up: error during connect: EOF\n");
    }

    @Test
    void saysThatNothingIsLeftWhereNoServiceWasStarted() {
        engine.containers.clear();

        EsbException error =
                failedUp().explain(new StartFailedException("the image 'shop' cannot be pulled", Set.of()));

        assertThat(error)
                .hasMessage("The environment 'a' did not come up: the image 'shop' cannot be pulled\n"
                        + "No service was started, and nothing is left on the engine.");
        assertThat(engine.leases()).isEmpty();
    }

    @Test
    void keepsTheSlotOfAnEnvironmentWithoutContainersWhereTheUserAsksForThat() {
        engine.containers.clear();

        EsbException error = failedUp(FakeEngine.BUILD, true)
                .explain(new StartFailedException("the image 'shop' cannot be pulled", Set.of()));

        assertThat(error)
                .hasMessageEndingWith("It has no container; what else was made is kept (esb.keep), and"
                        + " 'mvn esb:down -Desb.env=a' removes it.");
        assertThat(engine.leases()).extracting(Lease::key).containsExactly(KEY);
    }

    /** By the state of the container, whatever the version of Compose says. */
    @Test
    void saysInTheWordsOfTheStackWhatComposeSaysOfContainers() {
        engine.docker.every(ContainerCommand.Inspect.class, command -> """
                [{"Id": "id-esb-a-db-1", "Config": {"Labels": {"com.docker.compose.service": "db"}},
                  "State": {"Status": "running",
                    "Health": {"Status": "unhealthy", "Log": [{"ExitCode": 1, "Output": "no answer\\nat all\\n"}]}}}]""");

        EsbException error = failedUp()
                .explain(composeFails(
                        "dependency db failed to start",
                        Stacks.of("services: {db: {}, web: {depends_on: {db: {condition: service_healthy}}}}")));

        assertThat(error).hasMessageStartingWith("""
                The environment 'a' did not come up: service 'db' is unhealthy, and 'web' waits for it (depends_on, service_healthy)
                The last healthcheck of 'db' ended with 1: no answer
                  at all
                The last lines of 'db' (Up 9 seconds (unhealthy)):
                  said by id-esb-a-db-1
                It was taken down again""");
    }

    @Test
    void keepsItWhereTheUserAsksForThat() {
        FakeEngine ofPerson = ofAPerson(running("db", "Up 9 seconds (unhealthy)"));

        EsbException error = failedUp(ofPerson, FakeEngine.OTHER_PERSON, true).explain(UNHEALTHY);

        assertThat(error)
                .hasMessageContaining("It is kept (esb.keep)")
                .hasMessageContaining("mvn esb:logs -Desb.env=a")
                .hasMessageContaining("mvn esb:down -Desb.env=a");
        assertThat(ofPerson.containers).hasSize(1);
        assertThat(ofPerson.leases()).extracting(Lease::key).containsExactly(KEY);
        assertThat(ofPerson.docker.calls(ContainerCommand.Stop.class)).isEmpty();
        assertThat(ofPerson.docker.calls(ComposeCommand.Logs.class)).hasSize(1);
    }

    /** With the build's process, it would look like what a build has left that is gone, and would be taken down. */
    @Test
    void leavesWhatABuildHasMadeToThePersonForEightHoursWhereTheUserAsksForThat() {
        Instant before = Instant.now();

        EsbException error = failedUp(FakeEngine.BUILD, true).explain(UNHEALTHY);

        assertThat(error)
                .hasMessageContaining("Environment 'a' is kept until ")
                .hasMessageContaining(
                        ", because it did not get ready (esb.keep=onFailure). Look at it with 'mvn esb:ps -Desb.env=a' or"
                                + " 'mvn esb:logs -Desb.env=a', take it down with 'mvn esb:down -Desb.env=a'.");
        Owner owner = engine.leases().get(0).owner();
        assertThat(owner.isPerson()).isTrue();
        assertThat(owner.process()).isEmpty();
        assertThat(owner.expires().orElseThrow())
                .isBetween(before.plus(Duration.ofHours(8)), Instant.now().plus(Duration.ofHours(8)));
        assertThat(engine.containers).hasSize(1);
    }

    @Test
    void removesFromAnEnvironmentThatWasThereBeforeOnlyWhatTheCallAdded() {
        FakeEngine ofPerson = ofAPerson(healthy("db"));
        EnvironmentBefore before = EnvironmentBefore.of(ofPerson.docker, KEY.project(), List.of());
        ofPerson.containers.add(exited("web", 3));

        EsbException error =
                failedUp(ofPerson, FakeEngine.BUILD, false, Optional.of(before)).explain(UNHEALTHY);

        assertThat(error)
                .isNotInstanceOf(IncompleteCleanupException.class)
                .hasMessageContaining("The environment was there before, and stays; what this call added is removed.");
        assertThat(ofPerson.containers).extracting(ContainerSummary::service).containsExactly("db");
        assertThat(ofPerson.leases()).extracting(Lease::key).containsExactly(KEY);
        assertThat(ofPerson.docker.calls(ComposeCommand.Down.class)).isEmpty();
    }

    /** It would keep the volumes that it has from being removed. */
    @Test
    void removesTheContainerThatFilledVolumesFromAnEnvironmentThatWasThereBefore() {
        FakeEngine ofPerson = ofAPerson(healthy("db"));
        EnvironmentBefore before = EnvironmentBefore.of(ofPerson.docker, KEY.project(), List.of());
        String helper = ComposeLabels.ofHelper(KEY.project()).get("com.docker.compose.service");
        ofPerson.containers.add(Summaries.of(helper, 0, "created", "Created"));
        ofPerson.containers.add(Summaries.of("of-a-user", 0, "running", "Up 1 second"));

        failedUp(ofPerson, FakeEngine.BUILD, false, Optional.of(before)).explain(UNHEALTHY);

        assertThat(ofPerson.containers).extracting(ContainerSummary::service).containsExactly("db", "of-a-user");
    }

    @Test
    void keepsWhatTheCallAddedWhereTheUserAsksForThat() {
        FakeEngine ofPerson = ofAPerson(healthy("db"));
        EnvironmentBefore before = EnvironmentBefore.of(ofPerson.docker, KEY.project(), List.of());
        ofPerson.containers.add(exited("web", 3));

        EsbException error =
                failedUp(ofPerson, FakeEngine.BUILD, true, Optional.of(before)).explain(UNHEALTHY);

        assertThat(error).hasMessageContaining("It is kept (esb.keep)");
        assertThat(ofPerson.containers).hasSize(2);
        assertThat(ofPerson.leases()).extracting(Lease::key).containsExactly(KEY);
    }

    @Test
    void namesWhatWasRecreatedAndStartsItAgain() {
        FakeEngine ofPerson = ofAPerson(healthy("db"), healthy("cache"));
        EnvironmentBefore before = EnvironmentBefore.of(ofPerson.docker, KEY.project(), List.of());
        ofPerson.containers.clear();
        ofPerson.containers.add(healthy("cache"));
        ContainerSummary recreated = exited("db", 0);
        ofPerson.containers.add(new ContainerSummary(
                "another", recreated.name(), KEY.project(), "db", 1, "created", "Created", List.of()));

        EsbException error =
                failedUp(ofPerson, FakeEngine.BUILD, false, Optional.of(before)).explain(UNHEALTHY);

        assertThat(error)
                .hasMessageContaining("It replaced containers of: db; their volumes are as they were.")
                .hasMessageContaining("It had stopped, and this started again: db.")
                .hasMessageNotContaining("Not running any more");
        assertThat(ofPerson.containers).extracting(ContainerSummary::id).contains("another");
        assertThat(ofPerson.docker.calls(ContainerCommand.Start.class))
                .containsExactly(new ContainerCommand.Start("another"));
    }

    @Test
    void namesWhatDoesNotRunAnyMore() {
        FakeEngine ofPerson = ofAPerson(healthy("db"));
        EnvironmentBefore before = EnvironmentBefore.of(ofPerson.docker, KEY.project(), List.of());
        ofPerson.containers.clear();
        ofPerson.containers.add(exited("db", 137));
        ofPerson.docker.everyFails(ContainerCommand.Start.class, 1, "no such file or directory");

        EsbException error =
                failedUp(ofPerson, FakeEngine.BUILD, false, Optional.of(before)).explain(UNHEALTHY);

        assertThat(error).hasMessageContaining("Not running any more: db;");
    }

    /** The engine refuses to remove what something uses. */
    @Test
    void removesNetworksAndVolumesThatTheCallAddedAndNamesThoseInUse() {
        FakeEngine ofPerson = ofAPerson(healthy("db"));
        ofPerson.labelProject(Kind.VOLUME, "esb-a_rows", KEY.project());
        EnvironmentBefore before = EnvironmentBefore.of(ofPerson.docker, KEY.project(), List.of());
        ofPerson.labelProject(Kind.VOLUME, "esb-a_more", KEY.project());
        ofPerson.labelProject(Kind.NETWORK, "esb-a_back", KEY.project());
        ofPerson.docker.fails(
                new ResourceCommand.Remove(Kind.NETWORK, List.of("esb-a_back")), 1, "network has active endpoints");

        EsbException error =
                failedUp(ofPerson, FakeEngine.BUILD, false, Optional.of(before)).explain(UNHEALTHY);

        assertThat(error).hasMessageContaining("It added, and something uses: network esb-a_back.");
        assertThat(ofPerson.labelled())
                .extracting(Resource::name)
                .contains("esb-a_rows", "esb-a_back")
                .doesNotContain("esb-a_more");
    }

    @Test
    void saysThatAnotherProcessTookItDownInTheMeantimeAndRemovesWhatCameAfterThat() {
        FailedUp failedUp = failedUp();
        LeaseRegistry.reading(engine.docker).release(engine.leases().get(0));

        EsbException error = failedUp.explain(UNHEALTHY);

        assertThat(error)
                .hasMessageContaining("Another process took it down while this one brought it up")
                .hasMessageContaining("'mvn esb:down'")
                .hasMessageNotContaining("taken down again");
        assertThat(engine.containers).isEmpty();
    }

    /** As {@code docker volume prune --all} does with the volumes of leases. */
    @Test
    void keepsWhatWasThereBeforeThoughItsLeaseIsGone() {
        FakeEngine ofPerson = ofAPerson(healthy("db"));
        EnvironmentBefore before = EnvironmentBefore.of(ofPerson.docker, KEY.project(), List.of());
        FailedUp failedUp = failedUp(ofPerson, FakeEngine.BUILD, false, Optional.of(before));
        ofPerson.containers.add(exited("web", 3));
        LeaseRegistry.reading(ofPerson.docker).release(ofPerson.leases().get(0));

        EsbException error = failedUp.explain(UNHEALTHY);

        assertThat(error).hasMessageContaining("The environment was there before, and stays");
        assertThat(ofPerson.containers).extracting(ContainerSummary::service).containsExactly("db");
        assertThat(ofPerson.docker.calls(ComposeCommand.Down.class)).isEmpty();
    }

    /** As {@code esb:down} does: the containers that it stops are what fails, and then it is not over. */
    @Test
    void saysThatAnotherProcessTakesItDownAtThisMoment() throws Exception {
        EsbException error = explainWhileItIsTakenDown(engine, Optional.empty());

        assertThat(error)
                .hasMessageContaining("Another process took it down while this one brought it up")
                .hasMessageNotContaining("taken down again");
    }

    @Test
    void startsNothingOfWhatAnotherProcessTakesDownAtThisMoment() throws Exception {
        FakeEngine ofPerson = ofAPerson(healthy("db"));
        EnvironmentBefore before = EnvironmentBefore.of(ofPerson.docker, KEY.project(), List.of());
        ofPerson.containers.clear();
        ofPerson.containers.add(exited("db", 143));

        EsbException error = explainWhileItIsTakenDown(ofPerson, Optional.of(before));

        assertThat(error)
                .hasMessageContaining("Another process took it down while this one brought it up")
                .hasMessageNotContaining("stays");
        assertThat(ofPerson.docker.calls(ContainerCommand.Start.class)).isEmpty();
    }

    private EsbException explainWhileItIsTakenDown(FakeEngine on, Optional<EnvironmentBefore> before) throws Exception {
        FailedUp failedUp = failedUp(on, FakeEngine.BUILD, false, before);
        FutureTask<EsbException> explanation = new FutureTask<>(() -> failedUp.explain(UNHEALTHY));
        int seen = on.docker.calls(ResourceCommand.ListLabelled.class).size();
        EnvironmentLock.whileHeld(request().directories(), Duration.ofMinutes(1), () -> {
            new Thread(explanation).start();
            // It has its lease, but not the lock.
            while (on.docker.calls(ResourceCommand.ListLabelled.class).size() == seen) {
                Thread.onSpinWait();
            }
            on.containers.clear();
            LeaseRegistry.reading(on.docker).release(on.leases().get(0));
            return null;
        });
        return explanation.get();
    }

    private static FakeEngine ofAPerson(ContainerSummary... containers) {
        FakeEngine engine = new FakeEngine();
        engine.lease(KEY, Owner.person("me@test"));
        engine.containers.addAll(List.of(containers));
        engine.docker
                .every(ContainerCommand.Inspect.class, command -> "[]")
                .every(ContainerCommand.Logs.class, command -> new Lines(List.of()));
        return engine;
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
                .hasMessageContaining("by id-esb-a-db-1\nThe last lines of 'migration' (Exited (3) 1 second ago)")
                .hasMessageNotContaining("'web'")
                .hasMessageNotContaining("'done'");
    }

    /** Another process may take the environment down at this moment. */
    @Test
    void takesDownThoughTheLastLinesCannotBeRead() {
        engine.docker.everyFails(ContainerCommand.Logs.class, 1, "Error response from daemon: No such container: db");

        EsbException error = failedUp().explain(UNHEALTHY);

        assertThat(error)
                .hasMessageContaining("service 'db' is unhealthy")
                .hasMessageContaining("(cannot be read: Error response from daemon: No such container: db)")
                .hasMessageContaining("It was taken down again");
        assertThat(engine.containers).isEmpty();
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
        FailedUp failedUp = failedUp();
        Thread.currentThread().interrupt();

        EsbException error = failedUp.explain(new CancelledException("while 'docker compose up' ran"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(error)
                .hasMessageContaining("did not come up: Interrupted while 'docker compose up' ran.")
                .hasMessageContaining("It was taken down again");
        assertThat(engine.containers).isEmpty();
        assertThat(engine.leases()).isEmpty();
    }

    static List<Arguments> otherFailures() {
        return List.of(
                Arguments.of(new AccessDeniedException("/var/a"), "did not come up: '/var/a': permission denied\n"),
                Arguments.of(new IllegalStateException(), "did not come up: java.lang.IllegalStateException\n"));
    }

    /** Their messages are a path alone, or nothing. */
    @ParameterizedTest
    @MethodSource("otherFailures")
    void saysInWordsWhatTheMessageOfAnExceptionDoesNot(Exception failure, String words) {
        assertThat(failedUp().explain(failure)).hasMessageContaining(words);
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

    /** What {@code docker compose up} ends with where Compose prints these words. */
    private StartFailedException composeFails(String words, StackServices stack) {
        ComposeCommand.Up up =
                new ComposeCommand.Up("esb-a", Path.of("/out/compose.yml"), Path.of("/project"), false, 2);
        engine.docker.fails(up, 1, words);
        TimeLimit limit = new TimeLimit(Duration.ofSeconds(60), new FakeTime());
        return catchThrowableOfType(
                StartFailedException.class, () -> new ComposeUp(engine.docker, messages, limit, stack).run(up));
    }

    private FailedUp failedUp() {
        return failedUp(FakeEngine.BUILD, false);
    }

    private FailedUp failedUp(Owner owner, boolean keep) {
        return failedUp(engine, owner, keep);
    }

    private FailedUp failedUp(FakeEngine on, Owner owner, boolean keep) {
        return failedUp(on, owner, keep, Optional.empty());
    }

    private FailedUp failedUp(FakeEngine on, Owner owner, boolean keep, Optional<EnvironmentBefore> before) {
        UpOptions options = EnvironmentOnEngine.options(keep);
        Secrets secrets = Secrets.of(JsonNodeFactory.instance.objectNode(), Map.of("DB_PASSWORD", "hunter22"));
        Attempt attempt = new Attempt(request(), options, secrets, on.leases().get(0));
        before.ifPresent(attempt::isUpdateOf);
        LeaseRegistry leases = new LeaseRegistry(on.docker, owner, Clock.systemUTC(), Sleep.SYSTEM, messages);
        return new FailedUp(on.docker, new Down(on.docker, messages), leases, messages, attempt);
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
