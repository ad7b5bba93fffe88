package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.Reporter;
import dev.esb.compose.OutsideValues;
import dev.esb.compose.RenderedFile;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.environment.UsableDirectories;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.Lease;
import dev.esb.plan.ConflictException;
import dev.esb.service.Ended;
import dev.esb.service.EnvironmentQueries;
import dev.esb.service.PausedServices;
import dev.esb.service.ServiceContainers;
import dev.esb.service.ServicePort;
import dev.esb.service.StartedAgain;
import dev.esb.service.StoppedFile;
import dev.esb.snapshot.StopGroups;
import dev.esb.start.ComposeUp;
import dev.esb.start.StackServices;
import dev.esb.start.StartFailedException;
import dev.esb.start.TimeLimit;
import dev.esb.wait.ServiceWait;
import dev.esb.wait.StackWaits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Puts an environment that has begun with a snapshot back to the state in which that was made, while it is up. Services that have no data go on, unless
 * they depend on one that has.
 */
public final class Reset {
    private final Docker docker;
    private final Map<String, String> variables;
    private final Reporter reporter;
    private final StartedAgain again;

    /**
     * @param me this process
     * @param variables the environment variables of this process
     */
    public Reset(Docker docker, BuildProcess me, Map<String, String> variables, Reporter reporter) {
        this.docker = docker;
        this.variables = variables;
        this.reporter = reporter;
        this.again = StartedAgain.of(docker, me, reporter);
    }

    /**
     * What to do beside putting data back.
     *
     * @param restarted services that are restarted as well
     * @param reset services of which the containers are replaced as well, because they keep state in memory
     * @param waits those of the pom; the ones of the stack's labels are known from the rendered file
     * @param stopTimeout how long the processes may take to end in containers that are restarted, in whole seconds; those that have data are killed
     * @param timeout how long it may take until all are ready, from the start of the call
     */
    public record Options(
            List<String> restarted,
            List<String> reset,
            List<ServiceWait> waits,
            Duration stopTimeout,
            Duration timeout) {}

    /**
     * What was done, by service.
     *
     * @param reset those whose containers were replaced
     * @param restarted those that were restarted
     * @param kept those that went on
     * @param moved ports that have another address than before, which happens where the engine chooses the ports
     */
    public record Done(Set<String> reset, Set<String> restarted, Set<String> kept, List<ServicePort> moved) {}

    /**
     * What an environment consists of when it is put back.
     *
     * @param before what there is on the engine
     * @param stack the containers of the stack
     * @param model what is in its rendered file
     * @param directory in which Compose runs the stack
     */
    private record Existing(
            EnvironmentKey key,
            Directories directories,
            BeforeReset before,
            List<ContainerSummary> stack,
            ObjectNode model,
            Path directory) {}

    /**
     * One whose services with data were started again, and may not be ready yet.
     *
     * @param stopped what was stopped for it
     * @param ending what is done meanwhile that nothing waits for
     */
    private record Begun(Existing existing, DataReset.Stopped stopped, CompletableFuture<Void> ending) {}

    /**
     * Does it.
     *
     * @throws EsbException when there is no such environment or service, it has not begun with a snapshot, another process is at work on it, or it does
     *     not get ready again. Called once more, it goes on where it has failed
     */
    public Done run(EnvironmentKey key, Directories directories, Options options) {
        TimeLimit limit = new TimeLimit(options.timeout(), again.monotonicClock());
        CompletableFuture<Engine> engineCheck = Background.start(() -> Engine.check(docker, variables));
        CompletableFuture<Optional<ObjectNode>> reading =
                Background.start(() -> RenderedFile.read(directories.renderedFile()));
        new ServiceContainers(docker, key, directories).atWork().ifPresent(busy -> {
            throw busy;
        });
        new UsableDirectories(directories).requireLock();
        try {
            Begun begun = EnvironmentLock.whileHeld(directories, Duration.ZERO, () -> {
                Existing existing = existing(key, directories, options, engineCheck, reading);
                return completely(existing, () -> begin(existing, () -> Background.join(engineCheck), options, limit));
            });
            return end(begun, Background.join(engineCheck), options, limit);
        } catch (IOException e) {
            throw new EsbException(
                    "The environment '%s' was not reset: its lock in '%s' (esb.home) cannot be used: %s."
                            .formatted(key, directories.config().getParent(), FileProblem.of(e)),
                    e);
        }
    }

    private Done end(Begun begun, Engine engine, Options options, TimeLimit limit) {
        Existing existing = begun.existing();
        List<ServiceWait> waits = StackWaits.of(options.waits(), existing.model());
        List<ContainerSummary> after =
                again.await(existing.key(), existing.directories(), engine, existing.model(), waits, limit, "reset");
        StopGroups groups = begun.stopped().groups();
        Set<String> kept = new TreeSet<>(StackStart.services(existing.model()));
        kept.removeAll(groups.replaced());
        kept.removeAll(groups.others());
        completely(existing, () -> Background.join(begun.ending()));
        return new Done(groups.replaced(), groups.others(), kept, again.moved(existing.stack(), after, engine));
    }

    private Existing existing(
            EnvironmentKey key,
            Directories directories,
            Options options,
            CompletableFuture<Engine> engineCheck,
            CompletableFuture<Optional<ObjectNode>> reading) {
        BeforeReset before = BeforeReset.read(docker, key.project());
        CompletableFuture<List<Lease>> leases = Background.start(again::leases);
        List<ContainerSummary> stack;
        try {
            stack = before.stack();
        } catch (DockerException e) {
            // Says why no engine answers.
            Background.join(engineCheck);
            throw e;
        }
        if (stack.isEmpty()) {
            // Says which environments there are.
            new EnvironmentQueries(docker).containers(key);
        }
        again.requireUp(key, Background.join(leases), stack);
        Optional<ObjectNode> model = Background.join(reading)
                .filter(read -> read.path("name").asText().equals(key.project()));
        if (model.isEmpty()) {
            throw new EsbException(
                    "The environment '%s' cannot be reset from here: its rendered file is not at '%s'."
                            .formatted(key, directories.renderedFile()),
                    "Call the goal in the directory in which the environment was brought up. If the file was deleted, this writes it again: mvn esb:up "
                            + key.options());
        }
        requireServices(key, model.get(), options);
        return new Existing(
                key,
                directories,
                before,
                stack,
                model.get(),
                before.directory().orElse(Path.of("").toAbsolutePath()));
    }

    private static void requireServices(EnvironmentKey key, JsonNode model, Options options) {
        List<String> known = StackStart.services(model);
        for (Map.Entry<String, List<String>> named : Map.of(
                        "esb.service", options.restarted(), "esb.resetServices", options.reset())
                .entrySet()) {
            for (String service : named.getValue()) {
                if (!known.contains(service)) {
                    throw new EsbException("The environment '%s' has no service '%s' (%s). There are: %s."
                            .formatted(key, service, named.getKey(), String.join(", ", known)));
                }
            }
        }
    }

    private Begun begin(Existing existing, Supplier<Engine> engine, Options options, TimeLimit limit) {
        EnvironmentKey key = existing.key();
        DataReset data = new DataReset(docker, engine, key, options.stopTimeout(), reporter);
        ComposeCommand.Up up = new ComposeCommand.Up(
                key.project(),
                existing.directories().renderedFile(),
                existing.directory(),
                false,
                (int) options.stopTimeout().toSeconds(),
                Optional.empty(),
                OutsideValues.of(existing.model(), variables));
        new PausedServices(docker, reporter, again.monotonicClock(), again.sleep()).goOn(existing.stack());
        DataReset.Stopped stopped =
                data.putBack(existing.model(), existing.before(), options.reset(), restarted(existing, options));
        ComposeUp compose = new ComposeUp(docker, reporter, limit, new StackServices(key.project(), existing.model()));
        data.start(stopped, up, existing.model(), compose);
        Optional<DataReset.Stopped> changed = data.stopChanged(stopped, existing.model());
        changed.ifPresent(more -> data.start(more, up, existing.model(), compose));
        DataReset.Stopped all = changed.map(stopped::and).orElse(stopped);
        return new Begun(existing, all, Background.run(all::end));
    }

    /** Those that are named, and those that a goal has stopped or killed, since all of the environment is up afterwards. */
    private List<String> restarted(Existing existing, Options options) {
        StoppedFile stopped = StoppedFile.in(existing.key(), existing.directories());
        return Stream.concat(
                        options.restarted().stream(),
                        Ended.of(docker, existing.stack(), stopped).missed().stream()
                                .map(ContainerSummary::service)
                                .filter(StackStart.services(existing.model())::contains))
                .distinct()
                .toList();
    }

    private static <T> T completely(Existing existing, Supplier<T> work) {
        try {
            return work.get();
        } catch (DockerException | StartFailedException | ConflictException e) {
            EnvironmentKey key = existing.key();
            throw new EsbException(
                    "The environment '%s' was not reset completely: %s. See what its containers do with 'mvn esb:ps %s', and try again: mvn esb:reset %s"
                            .formatted(key, reason(e), key.options(), key.options()),
                    e);
        }
    }

    private static String reason(RuntimeException e) {
        return e instanceof DockerException failure ? failure.lastReason() : e.getMessage();
    }
}
