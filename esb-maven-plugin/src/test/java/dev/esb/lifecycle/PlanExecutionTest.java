package dev.esb.lifecycle;

import static dev.esb.EnvironmentOnEngine.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.FakeTime;
import dev.esb.RecordedMessages;
import dev.esb.Reporter;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.compose.StackReader;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.EngineIds;
import dev.esb.docker.PortBinding;
import dev.esb.engine.Engine;
import dev.esb.engine.EnginePlace;
import dev.esb.environment.Directories;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.lease.LeaseRegistry;
import dev.esb.plan.PlannedStack;
import dev.esb.plan.Planner;
import dev.esb.plan.RunningEnvironment;
import dev.esb.plan.StackRequest;
import dev.esb.service.FakeEngine;
import dev.esb.start.StartFailedException;
import dev.esb.start.TimeLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PlanExecutionTest {
    @TempDir
    private Path directory;

    private final FakeEngine engine = new FakeEngine();
    private final FakeTime time = new FakeTime();
    private final CountDownLatch isPlanned = new CountDownLatch(1);
    private Engine known = Engine.local("engine");
    private Duration timeout = OPTIONS.timeout();

    /** What it makes later would stay: after the failure, the environment's files are removed. */
    @Test
    void endsOnlyOnceNoThreadMakesFilesAnyMoreWhereTheRenderingFails() throws Exception {
        StackRequest request = request();
        Directories own = request.directories();
        Files.createDirectories(own.renderedFile().resolve("in the way of the rendered file"));
        CompletableFuture<Boolean> wereMade = new CompletableFuture<>();
        Thread execution = new Thread(() -> {
            try {
                execute(request);
                wereMade.completeExceptionally(new AssertionError("the rendering did not fail"));
            } catch (IOException e) {
                wereMade.complete(Files.exists(own.config()));
            }
        });

        CountDownLatch isHeld = new CountDownLatch(1);
        CompletableFuture<Void> otherProcess =
                CompletableFuture.runAsync(() -> holdUntilItWaits(own, execution, isHeld));
        isHeld.await();
        execution.start();
        otherProcess.join();

        assertThat(wereMade.join()).isTrue();
    }

    @Test
    void saysWhereNoPortOfAnEngineElsewhereCanBeReached() throws Exception {
        known = new Engine(EngineIds.lasting("engine"), new EnginePlace.Elsewhere("esb.invalid"));
        timeout = Duration.ofSeconds(1);
        engine.docker.every(ComposeCommand.Up.class, command -> {
            time.sleep(timeout);
            return null;
        });
        engine.containers.add(new ContainerSummary(
                "1",
                "esb-e2e-web-1",
                "esb-e2e",
                "web",
                1,
                "running",
                "Up 1 second",
                List.of(new PortBinding("0.0.0.0", 20000, 80, "tcp"))));

        assertThatThrownBy(() -> execute(request()))
                .isInstanceOf(StartFailedException.class)
                .hasMessage(
                        "not ready after 1 s (esb.timeout): web (port 80 does not answer). No port of the stack can be reached"
                                + " from this machine (the name 'esb.invalid' cannot be resolved): if its services are well, a firewall may"
                                + " be between. Let esb.invalid take connections to these ports: 20000");
    }

    private void execute(StackRequest request) throws IOException {
        engine.docker.every(ComposeCommand.Config.class, command -> model());
        StackFiles files = StackFiles.find(directory, List.of(directory.resolve("compose.yml")), Map.of());
        StackReader reader =
                new StackReader(engine.docker, files, request.key().project(), List.of(), Optional.empty());
        Stack stack = reader.read(request.variablesBeforePlan());
        PlannedStack plan = new Planner(engine.docker, request, stack, files.toString(), known, RunningEnvironment.NONE)
                .claim(
                        new LeaseRegistry(engine.docker, FakeEngine.BUILD, time, time, Reporter.NONE),
                        List.of(),
                        List.of());
        isPlanned.countDown();
        new PlanExecution(
                        engine.docker,
                        new RecordedMessages(),
                        request,
                        OPTIONS,
                        files,
                        known,
                        new TimeLimit(timeout, time),
                        () -> {})
                .run(plan, stack, reader, Optional.empty(), false);
    }

    private StackRequest request() throws IOException {
        Files.writeString(directory.resolve("compose.yml"), "# FakeDocker answers in its place\n");
        DirectoryLayout layout = new DirectoryLayout(
                directory.resolve("home"), directory.resolve("sockets"), directory.resolve("target"));
        return StackRequest.of(EnvironmentKey.of("e2e", ""), layout, directory);
    }

    /** Keeps the environment's files from being made until the thread waits for that, or has ended without. */
    private void holdUntilItWaits(Directories own, Thread thread, CountDownLatch isHeld) {
        try {
            EnvironmentLock.whileHeld(own, Duration.ofSeconds(20), () -> {
                isHeld.countDown();
                awaitPlan();
                while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TERMINATED) {
                    Thread.onSpinWait();
                }
                return null;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitPlan() {
        try {
            isPlanned.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode model() {
        try {
            return (ObjectNode) new ObjectMapper()
                    .readTree("{\"name\": \"esb-e2e\", \"services\": {\"web\": {\"image\": \"shop\"}}}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
