package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.MonotonicClock;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSettings;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.environment.UsableDirectories;
import dev.esb.healthcheck.Healthchecks;
import dev.esb.host.TcpProbe;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.ProcessStates;
import dev.esb.start.StartFailedException;
import dev.esb.start.TimeLimit;
import dev.esb.tls.CertificateFiles;
import dev.esb.wait.ServiceWait;
import dev.esb.wait.StackWaits;
import dev.esb.wait.WaitChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Restarts the containers of an environment that is up, and waits until they are ready again. Needs no Compose file. */
public final class Restart {
    private final Docker docker;
    private final BuildProcess me;
    private final Map<String, String> variables;
    private final Reporter reporter;
    private final BiPredicate<String, Integer> isListening;
    private final Clock clock;
    private final MonotonicClock monotonicClock;
    private final Sleep sleep;

    /**
     * @param me this process
     * @param variables the environment variables of this process
     */
    public Restart(Docker docker, BuildProcess me, Map<String, String> variables, Reporter reporter) {
        this(
                docker,
                me,
                variables,
                reporter,
                TcpProbe::isListening,
                Clock.systemUTC(),
                MonotonicClock.SYSTEM,
                Sleep.SYSTEM);
    }

    Restart(
            Docker docker,
            BuildProcess me,
            Map<String, String> variables,
            Reporter reporter,
            BiPredicate<String, Integer> isListening,
            Clock clock,
            MonotonicClock monotonicClock,
            Sleep sleep) {
        this.docker = docker;
        this.me = me;
        this.variables = variables;
        this.reporter = reporter;
        this.isListening = isListening;
        this.clock = clock;
        this.monotonicClock = monotonicClock;
        this.sleep = sleep;
    }

    /**
     * @param containers the containers that were restarted, in the order of services and numbers
     * @param moved those of their ports that have another address than before, which happens where the engine chooses the ports
     */
    public record Restarted(List<ContainerSummary> containers, List<ServicePort> moved) {}

    /**
     * What is restarted.
     *
     * @param containers as they were before
     * @param model what they tell of the stack
     * @param waits what they have to satisfy
     */
    private record Begun(List<ContainerSummary> containers, JsonNode model, List<ServiceWait> waits) {}

    /**
     * Restarts containers, also those that had ended, and waits until they are ready: healthy, ended with 0, or with ports that answer, and
     * with their waits satisfied.
     *
     * @param services the services; empty for all
     * @param waits those of the pom; the ones of the stack's labels are known from the containers
     * @param stopTimeout how long the processes in the containers may take to end, in whole seconds
     * @param timeout how long it may take until all are ready, from the start of this call
     * @throws EsbException when there is no such environment or service, another process brings the environment up or takes it down, a service
     *     can never satisfy a wait, the containers cannot be restarted, or they do not get ready
     */
    public Restarted run(
            EnvironmentKey key,
            Directories directories,
            List<String> services,
            List<ServiceWait> waits,
            Duration stopTimeout,
            Duration timeout) {
        TimeLimit limit = new TimeLimit(timeout, monotonicClock);
        Engine engine = Engine.check(docker, variables);
        new ServiceContainers(docker, key, directories).atWork().ifPresent(busy -> {
            throw busy;
        });
        new UsableDirectories(directories).requireLock();
        Begun begun;
        try {
            begun = EnvironmentLock.whileHeld(
                    directories, Duration.ZERO, () -> restart(key, services, waits, stopTimeout));
        } catch (IOException e) {
            throw new EsbException(
                    "The environment '%s' was not restarted: its lock in '%s' (esb.home) cannot be used: %s."
                            .formatted(key, directories.config().getParent(), FileProblem.of(e)),
                    e);
        }
        List<ContainerSummary> after;
        try (WaitChecks checks = new WaitChecks(begun.waits(), docker, engine, certificates(directories))) {
            after = await(key, engine, begun.model(), checks, limit);
        }
        return new Restarted(after, moved(begun.containers(), after, engine));
    }

    private Begun restart(EnvironmentKey key, List<String> services, List<ServiceWait> waits, Duration stopTimeout) {
        List<ContainerSummary> all = new EnvironmentQueries(docker).containers(key);
        EnvironmentQueries.requireServices(key, all, services);
        LeaseRegistry.of(key, LeaseRegistry.reading(docker).all()).ifPresent(lease -> refuseUnfinished(lease, all));
        Begun begun = begun(all, services, waits);
        try {
            docker.run(new ComposeCommand.Restart(key.project(), services, (int) stopTimeout.toSeconds()));
        } catch (DockerException e) {
            throw new EsbException(
                    "Not all containers of the environment '%s' could be restarted: %s. Look at them with 'mvn esb:ps %s'; 'mvn esb:up %s' starts what is missing."
                            .formatted(
                                    key,
                                    e.reason()
                                            .lines()
                                            .reduce((first, last) -> last)
                                            .orElse(""),
                                    key.options(),
                                    key.options()),
                    e);
        }
        return begun;
    }

    private Begun begun(List<ContainerSummary> all, List<String> services, List<ServiceWait> waits) {
        List<ContainerSummary> own = all.stream()
                .filter(container -> services.isEmpty() || services.contains(container.service()))
                .toList();
        List<ContainerSettings> settings = docker.run(new ContainerCommand.Settings(
                own.stream().map(ContainerSummary::id).toList()));
        JsonNode model = ContainersModel.of(own, settings);
        List<ServiceWait> ofOwn = waits.stream()
                .filter(wait -> services.isEmpty() || services.contains(wait.service()))
                .toList();
        return new Begun(own, model, StackWaits.of(ofOwn, model));
    }

    /** Those of the environment, where it has any. */
    private static Optional<CertificateFiles> certificates(Directories directories) {
        return Optional.of(new CertificateFiles(directories.certificates(), false))
                .filter(files -> Files.exists(files.ca()));
    }

    /** The lease of a build does not say whether the build is done with bringing it up, but a container that was never started does. */
    private void refuseUnfinished(Lease lease, List<ContainerSummary> all) {
        ProcessStates states = ProcessStates.ofLeases(docker, List.of(lease));
        boolean isComingUp = lease.ownership().isBroughtUpByOther(me, clock.instant(), states)
                || lease.ownership().isOfOtherBuild(me, states)
                        && all.stream().anyMatch(container -> container.state().equals("created"));
        if (isComingUp) {
            throw new EsbException("The environment '%s' %s, and is not up yet. Wait for that process, and try again."
                    .formatted(lease.key(), lease.ownership().text()));
        }
    }

    private List<ContainerSummary> await(
            EnvironmentKey key, Engine engine, JsonNode model, WaitChecks checks, TimeLimit limit) {
        Optional<Healthchecks> healthchecks =
                engine.isPodman() ? Optional.of(new Healthchecks(docker, reporter, monotonicClock)) : Optional.empty();
        try {
            ContainerReadiness readiness =
                    new ContainerReadiness(engine, healthchecks, checks::missing, isListening, monotonicClock);
            return new Readiness(new Containers(docker), readiness, healthchecks, reporter, sleep)
                    .await(model, key.project(), limit).stream()
                            .filter(container -> model.path("services").has(container.service()))
                            .sorted(EnvironmentQueries.BY_SERVICE)
                            .toList();
        } catch (StartFailedException e) {
            throw new EsbException(
                    "The environment '%s' was restarted, and is not ready: %s. See the logs with: mvn esb:logs %s -Desb.tail=20"
                            .formatted(key, e.getMessage(), key.options()),
                    e);
        }
    }

    private static List<ServicePort> moved(List<ContainerSummary> before, List<ContainerSummary> after, Engine engine) {
        Set<ServicePort> known = new HashSet<>(ports(before, engine));
        return ports(after, engine).stream()
                .filter(port -> !known.contains(port))
                .toList();
    }

    private static List<ServicePort> ports(List<ContainerSummary> containers, Engine engine) {
        return containers.stream()
                .flatMap(container ->
                        container.ports().stream().map(port -> ServicePort.of(container, port, engine.host())))
                .toList();
    }
}
