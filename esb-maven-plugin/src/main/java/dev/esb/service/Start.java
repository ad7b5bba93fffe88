package dev.esb.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSettings;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.BuildProcess;
import dev.esb.start.TimeLimit;
import dev.esb.wait.ServiceWait;
import dev.esb.wait.StackWaits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Starts services of an environment again that were stopped or killed, and waits until they are ready. Needs no Compose file. */
public final class Start {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Docker docker;
    private final Map<String, String> variables;
    private final StartedAgain again;

    /**
     * @param me this process
     * @param variables the environment variables of this process
     */
    public Start(Docker docker, BuildProcess me, Map<String, String> variables, Reporter reporter) {
        this(docker, variables, StartedAgain.of(docker, me, reporter));
    }

    Start(Docker docker, Map<String, String> variables, StartedAgain again) {
        this.docker = docker;
        this.variables = variables;
        this.again = again;
    }

    /**
     * One call.
     *
     * @param waits those of the services that are started
     */
    private record Call(
            EnvironmentKey key, Directories directories, Engine engine, List<ServiceWait> waits, TimeLimit limit) {}

    /**
     * What is started.
     *
     * @param result what will be told of it, as it is before
     * @param settings those of the containers that are started
     */
    private record Wanted(ServicesStarted result, List<ContainerSettings> settings) {}

    /**
     * Starts containers in the order of {@code depends_on}, and waits until they are ready, as {@link Restart}. Those that run already stay as they are, and so
     * do one-shot services that have done their work, unless they are named. What a service depends on is not started for it.
     *
     * @param services the services; empty for all
     * @param waits those of the pom; the ones of the stack's labels are known from the containers
     * @param timeout how long it may take until all are ready, from the start of this call
     * @throws EsbException as {@link Restart#run}, and when one of the containers is paused
     */
    public ServicesStarted run(
            EnvironmentKey key,
            Directories directories,
            List<String> services,
            List<ServiceWait> waits,
            Duration timeout) {
        TimeLimit limit = new TimeLimit(timeout, again.monotonicClock());
        Engine engine = Engine.check(docker, variables);
        Wanted wanted = new ServicesAtHand(docker, again)
                .whileHeld(key, directories, services, "started", own -> wanted(key, directories, services, own));
        List<ContainerSummary> missed = wanted.result().started();
        if (missed.isEmpty()) {
            return wanted.result();
        }
        Set<String> names = missed.stream().map(ContainerSummary::service).collect(Collectors.toSet());
        ObjectNode model = ContainersModel.of(missed, wanted.settings());
        List<ServiceWait> all = StackWaits.of(
                waits.stream().filter(wait -> names.contains(wait.service())).toList(), model);
        Call call = new Call(key, directories, engine, all, limit);
        StartOrder order = new StartOrder(wanted.settings());
        List<ContainerSummary> after = new ArrayList<>();
        for (Set<String> group : order.groups()) {
            start(call, group, missed);
            awaitEnds(call, order.awaitedEnds(group));
            after.addAll(await(call, model, order.awaited(group)));
            names.removeAll(order.awaited(group));
        }
        after.addAll(await(call, model, names));
        after.sort(EnvironmentQueries.BY_SERVICE);
        List<String> ids = Stop.ids(missed);
        List<ContainerSummary> ready =
                after.stream().filter(container -> ids.contains(container.id())).toList();
        return wanted.result().ready(ready, again.moved(missed, ready, engine));
    }

    private Wanted wanted(
            EnvironmentKey key, Directories directories, List<String> services, List<ContainerSummary> own) {
        requireNotPaused(key, own);
        List<ContainerSummary> running =
                own.stream().filter(ContainerSummary::isAlive).toList();
        Ended ended = services.isEmpty()
                ? Ended.of(docker, own, StoppedFile.in(key, directories))
                : new Ended(
                        own.stream().filter(container -> !container.isAlive()).toList(), List.of());
        List<ContainerSettings> settings = ended.missed().isEmpty()
                ? List.of()
                : docker.run(new ContainerCommand.Settings(Stop.ids(ended.missed())));
        return new Wanted(new ServicesStarted(key, ended.missed(), running, ended.done(), List.of()), settings);
    }

    private static void requireNotPaused(EnvironmentKey key, List<ContainerSummary> own) {
        List<ContainerSummary> paused =
                own.stream().filter(ContainerSummary::isPaused).toList();
        if (!paused.isEmpty()) {
            List<String> services =
                    paused.stream().map(ContainerSummary::service).distinct().toList();
            throw new EsbException(
                    "Nothing was started of the environment '%s', because %s of it %s paused (%s). Let them go on with: mvn esb:unpause %s"
                            .formatted(
                                    key,
                                    ServicesChanged.count(paused),
                                    paused.size() == 1 ? "is" : "are",
                                    ServicesChanged.names(paused),
                                    ServicesChanged.options(key, services)));
        }
    }

    /** Under the lock, but not while it waits, so that another process can take the environment down then. */
    private void start(Call call, Set<String> group, List<ContainerSummary> missed) {
        List<String> services = group.stream().sorted().toList();
        new ServicesAtHand(docker, again).whileHeld(call.key(), call.directories(), services, "started", own -> {
            try {
                own.stream()
                        .filter(container -> Stop.ids(missed).contains(container.id()))
                        .forEach(container -> docker.run(new ContainerCommand.Start(container.id())));
            } catch (DockerException e) {
                throw ServicesAtHand.notAll(call.key(), "started", e);
            }
            return own;
        });
    }

    private List<ContainerSummary> await(Call call, ObjectNode model, Set<String> services) {
        if (services.isEmpty()) {
            return List.of();
        }
        ObjectNode part = model.deepCopy();
        part.withObjectProperty("services").retain(services);
        List<ServiceWait> waits = call.waits().stream()
                .filter(wait -> services.contains(wait.service()))
                .toList();
        return again.await(call.key(), call.directories(), call.engine(), part, waits, call.limit(), "started");
    }

    /** A one-shot service counts as ready before that. */
    private void awaitEnds(Call call, Set<String> services) {
        Containers containers = new Containers(docker);
        while (!services.isEmpty()
                && containers.of(call.key().project()).stream()
                        .anyMatch(container -> services.contains(container.service()) && container.isAlive())) {
            if (call.limit().isOver()) {
                String reason = "not ended after %s: %s".formatted(call.limit(), String.join(", ", services));
                throw StartedAgain.notReady(call.key(), "started", reason, null);
            }
            again.sleep().sleep(INTERVAL);
        }
    }
}
