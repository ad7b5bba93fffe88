package dev.esb.maven;

import static dev.esb.lease.Owners.ELSEWHERE;
import static dev.esb.lease.Owners.PERSON;
import static dev.esb.lease.Owners.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.esb.EsbException;
import dev.esb.cleanup.EnvironmentBefore;
import dev.esb.cleanup.EnvironmentFixture;
import dev.esb.cleanup.Watchdog;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.DockerCli;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.environment.EnvironmentKey;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.maven.execution.MavenSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

@Timeout(30)
class BuildEndCleanupTest {
    @TempDir
    private Path directory;

    private final MavenSession session = Sessions.start();
    private final RecordedLogger log = new RecordedLogger();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final BuildEndReporter reporter =
            new BuildEndReporter(log.logger(), new PrintStream(console, true, StandardCharsets.UTF_8));
    private final StringWriter orders = new StringWriter();
    private final List<Thread> shutdownHooks = new ArrayList<>();
    private final BuildEndCleanup cleanup =
            new BuildEndCleanup(reporter, () -> new Watchdog(new BufferedWriter(orders)), shutdownHooks::add);
    private final DockerCli docker = DockerCli.anywhere(line -> {});
    private final Map<EnvironmentKey, WatchedEnvironment> watched = new HashMap<>();
    private EnvironmentFixture engine;

    @BeforeEach
    void startEngine() {
        engine = new EnvironmentFixture(directory);
    }

    @Test
    void takesDownAtTheEndOfTheSessionWhatTheBuildStillHas() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);

        Sessions.end(session);

        assertThat(engine.leases.held()).isEmpty();
        assertThat(log.lines(Level.INFO))
                .containsExactly(
                        "Environment 'e2e-1' is still up at the end of the build", "Environment 'e2e-1' is down");
        assertThat(orders()).containsExactly("watch esb-e2e-1", "forget esb-e2e-1");
        assertThat(engine.docker.calls()).contains(EnvironmentFixture.composeDown(key));
    }

    @Test
    void endsTheCommandsOfTheGoalBeforeItTakesDown() throws IOException {
        bringUp("e2e-1", 7, session);

        Sessions.end(session);

        assertThatThrownBy(docker::requireOpen).isInstanceOf(EsbException.class);
    }

    @Test
    void takesDownOnceThoughTheSessionAndThenTheJvmEnd() throws IOException {
        bringUp("e2e-1", 7, session);

        Sessions.end(session);
        int calls = engine.docker.calls().size();
        endJvm();

        assertThat(engine.docker.calls()).hasSize(calls);
        assertThat(console.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void leavesWhatASessionHasThatGoesOn() throws IOException {
        EnvironmentKey own = bringUp("e2e-1", 7, session);
        EnvironmentKey other = bringUp("e2e-2", 8, Sessions.start());

        Sessions.end(session);

        assertThat(engine.leases.held()).containsExactly(other);
        assertThat(orders())
                .containsExactly("watch " + own.project(), "watch " + other.project(), "forget " + own.project());
    }

    @Test
    void leavesAnEnvironmentToThePersonWhereTheBuildFailedAndThatIsAskedFor() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        watched.get(key).keptOnFailure();
        session.getResult().addException(new Exception("a later plugin failed"));

        Sessions.end(session);

        assertThat(engine.docker.calls(ComposeCommand.Down.class)).isEmpty();
        assertThat(engine.leases.lease(key).owner().isPerson()).isTrue();
        assertThat(engine.leases.lease(key).owner().expires()).isPresent();
        assertThat(log.lines(Level.INFO).get(1))
                .startsWith("Environment 'e2e-1' is kept until ")
                .endsWith(
                        ", because the build failed (esb.keep=onFailure). Look at it with 'mvn esb:ps -Desb.env=e2e-1'"
                                + " or 'mvn esb:logs -Desb.env=e2e-1', take it down with 'mvn esb:down -Desb.env=e2e-1'.");
        assertThat(orders()).containsExactly("watch esb-e2e-1", "forget esb-e2e-1");
    }

    @Test
    void takesDownWhereTheBuildDidNotFailAlsoWhatIsKeptWhereItFails() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        watched.get(key).keptOnFailure();

        Sessions.end(session);

        assertThat(engine.leases.held()).isEmpty();
    }

    @Test
    void takesDownWhereTheBuildIsInterruptedAlsoWhatIsKeptWhereItFails() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        watched.get(key).keptOnFailure();
        session.getResult().addException(new Exception("interrupted"));

        endJvm();

        assertThat(engine.leases.held()).isEmpty();
    }

    @Test
    void takesDownWhereTheBuildFailedAndNothingElseIsAskedFor() throws IOException {
        bringUp("e2e-1", 7, session);
        session.getResult().addException(new Exception("a later plugin failed"));

        Sessions.end(session);

        assertThat(engine.leases.held()).isEmpty();
    }

    /** Its own down had left it to the other module. */
    @Test
    void leavesItToThePersonAfterTheLastModuleWhereTestsOfAnotherOneFailed() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        watch(key, session);
        cleanup.hasFailed(session, key, "1 of 3 tests failed");
        assertThat(cleanup.takeDown(session, key, () -> "down")).isEmpty();

        Optional<String> outcome = cleanup.takeDown(session, key, () -> "down");

        assertThat(outcome.orElseThrow()).contains("because 1 of 3 tests failed (esb.keep=onFailure)");
        assertThat(engine.leases.lease(key).owner().isPerson()).isTrue();
        Sessions.end(session);
        assertThat(engine.leases.held()).containsExactly(key);
    }

    @Test
    void takesDownAtTheEndOfTheJvmWhatAllBuildsStillHave() throws IOException {
        bringUp("e2e-1", 7, session);
        bringUp("e2e-2", 8, Sessions.start());

        endJvm();

        assertThat(engine.leases.held()).isEmpty();
        assertThat(console.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyInAnyOrder(
                        "esb: The build was interrupted, taking down 'e2e-1'",
                        "esb: Environment 'e2e-1' is down",
                        "esb: The build was interrupted, taking down 'e2e-2'",
                        "esb: Environment 'e2e-2' is down");
    }

    @Test
    void letsTheWatchdogLookAgainWhereTheJvmEnds() throws IOException {
        bringUp("e2e-1", 7, session);

        endJvm();

        assertThat(orders()).containsExactly("watch esb-e2e-1");
    }

    @Test
    void watchesNothingMoreOnceTheJvmEnds() throws IOException {
        bringUp("e2e-1", 7, session);
        endJvm();

        assertThatThrownBy(() -> bringUp("e2e-2", 8, session))
                .isInstanceOf(EsbException.class)
                .hasMessage("The build is ending.");
        assertThat(orders()).containsExactly("watch esb-e2e-1");
    }

    @Test
    void asksToBeRunAtTheEndOfTheJvmOnce() throws IOException {
        bringUp("e2e-1", 7, session);
        bringUp("e2e-2", 8, session);

        assertThat(shutdownHooks).hasSize(1);
    }

    @Test
    void leavesWhatTheGoalHasTakenDown() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);

        assertThat(cleanup.takeDown(session, key, () -> "down")).contains("down");
        Sessions.end(session);
        endJvm();

        assertThat(engine.docker.calls()).isEmpty();
        assertThat(orders()).containsExactly("watch esb-e2e-1", "forget esb-e2e-1");
    }

    @Test
    void doesWhatTheGoalCouldNot() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);

        assertThatThrownBy(() -> cleanup.takeDown(session, key, () -> {
                    throw new EsbException("still in use");
                }))
                .hasMessage("still in use");
        Sessions.end(session);

        assertThat(engine.leases.held()).isEmpty();
    }

    @Test
    void waitsForTheGoalThatIsTakingItDownAndDoesNotDoItAgain() throws Exception {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        AtomicInteger runs = new AtomicInteger();
        Thread jvmEnd = shutdownHooks.get(0);
        Thread sessionEnd = new Thread(() -> Sessions.end(session));

        Optional<String> outcome = cleanup.takeDown(session, key, () -> {
            sessionEnd.start();
            awaitState(sessionEnd, Thread.State.BLOCKED);
            runs.incrementAndGet();
            return "down";
        });
        sessionEnd.join();
        jvmEnd.run();

        assertThat(outcome).contains("down");
        assertThat(runs).hasValue(1);
        assertThat(engine.docker.calls()).isEmpty();
    }

    @Test
    void letsTheEndOfTheJvmWaitForTheGoalThatIsTakingItDown() throws Exception {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        Thread jvmEnd = shutdownHooks.get(0);

        cleanup.takeDown(session, key, () -> {
            jvmEnd.start();
            awaitState(jvmEnd, Thread.State.BLOCKED);
            return "down";
        });
        jvmEnd.join();

        assertThat(engine.docker.calls()).isEmpty();
    }

    @Test
    void keepsTheGoalAndTheSessionFromGoingOnOnceTheJvmEnds() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        engine.docker.fails(EnvironmentFixture.composeDown(key), 1, "engine is out of order");
        endJvm();
        Thread goal = startDaemon(cleanup::stopIfEnding);
        Thread sessionEnd = startDaemon(() -> Sessions.end(session));

        awaitState(goal, Thread.State.WAITING);
        awaitState(sessionEnd, Thread.State.WAITING);
    }

    @Test
    void keepsAGoalThatIsInterruptedFromGoingOnOnceTheJvmEnds() throws IOException {
        bringUp("e2e-1", 7, session);
        endJvm();
        Thread goal = startDaemon(() -> {
            Thread.currentThread().interrupt();
            cleanup.stopIfEnding();
        });

        // Where the flag stays set, the thread does not wait but spins, in which it looks like one that waits at times.
        await(() -> goal.getState() == Thread.State.WAITING && !goal.isInterrupted(), goal);
    }

    @Test
    void leavesItToTheWatchdogWhereItFails() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        engine.docker.fails(EnvironmentFixture.composeDown(key), 1, "engine is out of order");

        Sessions.end(session);
        int attempts = engine.docker.calls(ComposeCommand.Down.class).size();
        endJvm();

        assertThat(log.lines(Level.WARN))
                .satisfiesExactly(
                        line -> assertThat(line).contains("'e2e-1' could not be taken down completely: engine is out"),
                        line -> assertThat(line).startsWith("It is tried again in the background"));
        assertThat(orders()).containsExactly("watch esb-e2e-1");
        assertThat(engine.docker.calls(ComposeCommand.Down.class)).hasSize(attempts);
        assertThat(engine.leases.held()).containsExactly(key);
    }

    @Test
    void leavesWhatBelongsToAnotherBuildByNow() throws IOException {
        EnvironmentKey key = EnvironmentKey.of("e2e-1", "");
        engine.leases.hold(key, 7, build(ELSEWHERE));
        watch(key, session);

        Sessions.end(session);

        assertThat(engine.leases.held()).containsExactly(key);
        assertThat(log.lines(Level.INFO)).doesNotContain("Environment 'e2e-1' is down");
    }

    @Test
    void forgetsWhatNeverCameUp() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);

        cleanup.leave(watched.get(key));
        cleanup.leave(watched.get(key));
        Sessions.end(session);

        assertThat(orders()).containsExactly("watch esb-e2e-1", "forget esb-e2e-1");
        assertThat(engine.docker.calls()).isEmpty();
    }

    @Test
    void leavesAnEnvironmentUpForAModuleThatStillNeedsIt() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        watch(key, session);

        assertThat(cleanup.takeDown(session, key, () -> {
                    throw new AssertionError("the other module's tests still run");
                }))
                .isEmpty();
        assertThat(cleanup.takeDown(session, key, () -> "down")).contains("down");

        assertThat(orders()).containsExactly("watch esb-e2e-1", "forget esb-e2e-1");
    }

    @Test
    void takesDownAtTheEndOfTheSessionWhatAModuleHasNotTakenDown() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        watch(key, session);
        cleanup.takeDown(session, key, () -> "down");

        Sessions.end(session);

        assertThat(engine.leases.held()).isEmpty();
        assertThat(orders()).containsExactly("watch esb-e2e-1", "forget esb-e2e-1");
    }

    @Test
    void letsAModuleThatComesLaterWaitForTheDownOfTheOneBefore() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        AtomicBoolean isTakenDown = new AtomicBoolean();
        List<Boolean> seen = new CopyOnWriteArrayList<>();
        Thread later = new Thread(() -> {
            WatchedEnvironment environment = watch(key, session);
            environment.bringingUp().lock();
            seen.add(isTakenDown.get());
            environment.bringingUp().unlock();
        });

        cleanup.takeDown(session, key, () -> {
            later.start();
            awaitState(later, Thread.State.WAITING);
            isTakenDown.set(true);
            return "down";
        });
        join(later);

        assertThat(seen).containsExactly(true);
        assertThat(orders()).as("still watched, for the other module").containsExactly("watch esb-e2e-1");
    }

    @Test
    void endsTheCommandsOfEveryModuleThatBringsTheEnvironmentUp() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        DockerCli second = DockerCli.anywhere(line -> {});
        cleanup.watch(new WatchedEnvironment(
                session, key, engine.directories(key), second, engine.docker, EnvironmentFixture.STOP_TIMEOUT));

        endJvm();

        assertThatThrownBy(docker::requireOpen).isInstanceOf(EsbException.class);
        assertThatThrownBy(second::requireOpen).isInstanceOf(EsbException.class);
    }

    /** Its own down had left it to the other module, which then was refused, or failed. */
    @Test
    void takesDownWhatAModuleIsDoneWithOnceTheOtherOneHasFailed() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        watched.get(key).up();
        WatchedEnvironment second = watch(key, session);
        assertThat(cleanup.takeDown(session, key, () -> "down")).isEmpty();

        cleanup.failed(second);

        assertThat(engine.leases.held()).isEmpty();
        assertThat(log.lines(Level.INFO)).containsExactly("Environment 'e2e-1' is down");
        assertThat(orders()).containsExactly("watch esb-e2e-1", "forget esb-e2e-1");
    }

    @Test
    void goesOnWatchingForAModuleThatWaitsWhereTheFirstOneFails() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        WatchedEnvironment second = watch(key, session);

        cleanup.leave(watched.get(key));

        assertThat(second).isSameAs(watched.get(key));
        assertThat(orders()).containsExactly("watch esb-e2e-1");
        Sessions.end(session);
        assertThat(engine.leases.held()).isEmpty();
    }

    @Test
    void watchesAnEnvironmentForTwoBuildsOfOneDaemonAfterEachOther() throws IOException {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        MavenSession next = Sessions.start();
        watch(key, next);

        cleanup.leave(watched.get(key));
        int calls = engine.docker.calls().size();
        Sessions.end(session);

        assertThat(engine.docker.calls()).hasSize(calls);
        assertThat(orders()).containsExactly("watch esb-e2e-1", "watch esb-e2e-1", "forget esb-e2e-1");
        Sessions.end(next);
        assertThat(engine.docker.calls()).hasSizeGreaterThan(calls);
    }

    @Test
    void removesAtTheEndOfTheJvmOnlyWhatWasAddedToTheEnvironmentOfAPerson() throws IOException {
        EnvironmentKey key = EnvironmentKey.of("e2e-1", "");
        WatchedEnvironment environment = watch(key, session);
        engine.leases.hold(key, 7, PERSON);
        engine.leases.update(key, BuildOwner.process(session));
        List<ContainerSummary> containers = EnvironmentFixture.containers(key, "db", "web");
        engine.docker.answer(new ContainerCommand.ListAll(ComposeLabels.ofProject(key.project())), containers);
        cleanup.isUpdate(
                environment,
                new EnvironmentBefore(
                        List.of(new EnvironmentBefore.Container("id-db", "db", 1, true)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));

        endJvm();

        assertThat(engine.docker.calls(ResourceCommand.Remove.class))
                .contains(new ResourceCommand.Remove(Kind.CONTAINER, List.of("id-web")));
        assertThat(engine.docker.calls(ComposeCommand.Down.class)).isEmpty();
        assertThat(engine.leases.held()).containsExactly(key);
        assertThat(console.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "esb: Interrupted, removing what was added to 'e2e-1'",
                        "esb: What was added to 'e2e-1' is removed; what was there before stays.");
    }

    @Test
    void takesDownAtTheEndOfTheSessionAlsoWithoutAWatchdog() throws IOException {
        BuildEndCleanup alone = new BuildEndCleanup(
                reporter,
                () -> {
                    throw new IOException("no java");
                },
                shutdownHooks::add);
        EnvironmentKey key = engine.bringUp("e2e-1", 7, build(BuildOwner.process(session)), "web");

        watch(alone, key, session);
        Sessions.end(session);

        assertThat(log.lines(Level.WARN))
                .containsExactly("The watchdog cannot be started, so 'e2e-1' stays if this build is killed:"
                        + " java.io.IOException: no java");
        assertThat(engine.leases.held()).isEmpty();
    }

    @Test
    void startsAnotherWatchdogInPlaceOfOneThatHasEnded() throws IOException {
        StringWriter toTheSecond = new StringWriter();
        Writer toTheFirst = new WriterOfProcess(orders, 1);
        Iterator<Writer> processes = List.of(toTheFirst, toTheSecond).iterator();
        BuildEndCleanup longLived = new BuildEndCleanup(
                reporter, () -> new Watchdog(new BufferedWriter(processes.next())), shutdownHooks::add);

        watch(longLived, EnvironmentKey.of("e2e-1", ""), session);
        watch(longLived, EnvironmentKey.of("e2e-2", ""), session);

        assertThat(orders(orders)).containsExactly("watch esb-e2e-1");
        assertThat(orders(toTheSecond)).containsExactlyInAnyOrder("watch esb-e2e-1", "watch esb-e2e-2");
        assertThat(log.lines(Level.WARN)).isEmpty();
    }

    @Test
    void tellsTheWatchdogOfAllEnvironmentsOnceItCanBeStarted() {
        AtomicInteger starts = new AtomicInteger();
        BuildEndCleanup longLived = new BuildEndCleanup(
                reporter,
                () -> {
                    if (starts.getAndIncrement() == 0) {
                        throw new IOException("no memory");
                    }
                    return new Watchdog(new BufferedWriter(orders));
                },
                shutdownHooks::add);

        watch(longLived, EnvironmentKey.of("e2e-1", ""), session);
        watch(longLived, EnvironmentKey.of("e2e-2", ""), session);

        assertThat(orders()).containsExactlyInAnyOrder("watch esb-e2e-1", "watch esb-e2e-2");
    }

    @Test
    void followsTheLogsOnceThoughTheBuildBringsTheEnvironmentUpTwice() throws Exception {
        EnvironmentKey key = bringUp("e2e-1", 7, session);
        ComposeCommand.Logs follow = new ComposeCommand.Logs(key.project(), true, Optional.empty(), "all", List.of());
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        engine.docker.printsUntilStopped(follow, first::countDown, "web-1  | one");
        engine.docker.printsUntilStopped(follow, second::countDown, "web-1  | one", "web-1  | two");

        watched.get(key).followLogs();
        first.await();
        watched.get(key).followLogs();
        second.await();
        long followers = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("esb-logs-" + key.project()))
                .count();
        cleanup.leave(watched.get(key));

        assertThat(followers).isEqualTo(1);
        assertThat(engine.directories(key).logs().resolve("web.log")).hasContent("one\ntwo\n");
    }

    @Test
    void takesDownWhatItDoesNotWatchAsTheGoalAsks() {
        assertThat(cleanup.takeDown(session, EnvironmentKey.of("of-a-person", ""), () -> "down"))
                .contains("down");
        assertThat(orders()).isEmpty();
    }

    private EnvironmentKey bringUp(String name, int slot, MavenSession owner) throws IOException {
        EnvironmentKey key = EnvironmentKey.of(name, "");
        watch(key, owner);
        return engine.bringUp(name, slot, build(BuildOwner.process(owner)), "web");
    }

    private WatchedEnvironment watch(EnvironmentKey key, MavenSession owner) {
        WatchedEnvironment environment = watch(cleanup, key, owner);
        watched.putIfAbsent(key, environment);
        return environment;
    }

    private WatchedEnvironment watch(BuildEndCleanup by, EnvironmentKey key, MavenSession owner) {
        WatchedEnvironment environment = by.watch(environment(key, owner));
        by.upWatch(environment).begin();
        return environment;
    }

    private WatchedEnvironment environment(EnvironmentKey key, MavenSession owner) {
        return new WatchedEnvironment(
                owner, key, engine.directories(key), docker, engine.docker, EnvironmentFixture.STOP_TIMEOUT);
    }

    private void endJvm() {
        shutdownHooks.forEach(Thread::run);
    }

    /** What the watchdog was sent, as {@code watch PROJECT} and {@code forget PROJECT}. */
    private List<String> orders() {
        return orders(orders);
    }

    private static List<String> orders(StringWriter received) {
        return received.toString()
                .lines()
                .map(line -> {
                    try {
                        JsonNode order = new ObjectMapper().readTree(line);
                        return (order.path("watch").asBoolean() ? "watch" : "forget") + " esb-"
                                + order.path("env").asText();
                    } catch (IOException e) {
                        throw new AssertionError(line, e);
                    }
                })
                .toList();
    }

    /** The input of a process that ends after some orders. */
    private static final class WriterOfProcess extends FilterWriter {
        private int left;

        WriterOfProcess(Writer orders, int count) {
            super(orders);
            this.left = count;
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            if (left-- == 0) {
                throw new IOException("Broken pipe");
            }
            super.write(text, offset, length);
        }
    }

    private static Thread startDaemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Until then the thread has not come to the point that the test is about. */
    private static void awaitState(Thread thread, Thread.State state) {
        await(() -> thread.getState() == state, thread);
    }

    private static void await(BooleanSupplier condition, Thread thread) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(thread.getState()).isNotEqualTo(Thread.State.TERMINATED);
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
