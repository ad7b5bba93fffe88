package dev.esb.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.MonotonicClock;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerDetails;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.healthcheck.EarlyHealthchecks;
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
import dev.esb.wait.WaitChecks;
import java.nio.file.Files;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What goals have in common that start containers of an environment again: it has to be up before, and ready after.
 *
 * @param me this process
 * @param background runs what is not waited for
 */
public record StartedAgain(
        Docker docker,
        BuildProcess me,
        Reporter reporter,
        BiPredicate<String, Integer> isListening,
        Clock clock,
        MonotonicClock monotonicClock,
        Sleep sleep,
        Function<Runnable, CompletableFuture<Void>> background) {

    /** With the clocks of this machine. */
    public static StartedAgain of(Docker docker, BuildProcess me, Reporter reporter) {
        return new StartedAgain(
                docker,
                me,
                reporter,
                TcpProbe::isListening,
                Clock.systemUTC(),
                MonotonicClock.SYSTEM,
                Sleep.SYSTEM,
                Background::run);
    }

    /** All leases of the engine. */
    public List<Lease> leases() {
        return LeaseRegistry.reading(docker).all();
    }

    /** @throws EsbException when another process brings the environment up */
    public void requireUp(EnvironmentKey key, List<Lease> leases, List<ContainerSummary> all) {
        LeaseRegistry.of(key, leases).ifPresent(lease -> refuseUnfinished(lease, all));
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

    /**
     * Waits until the containers are ready.
     *
     * @param model the services for which to wait
     * @param done what was done with the environment, for a message
     * @return the containers of these services
     * @throws EsbException when they do not get ready
     */
    public List<ContainerSummary> await(
            EnvironmentKey key,
            Directories directories,
            Engine engine,
            JsonNode model,
            List<ServiceWait> waits,
            TimeLimit limit,
            String done) {
        Optional<Healthchecks> healthchecks =
                engine.isPodman() ? Optional.of(new Healthchecks(docker, reporter, monotonicClock)) : Optional.empty();
        try (WaitChecks checks = new WaitChecks(waits, docker, engine, certificates(directories))) {
            ContainerReadiness readiness =
                    new ContainerReadiness(engine, healthchecks, checks::missing, isListening, monotonicClock);
            UnaryOperator<List<ContainerSummary>> health = engine.isPodman()
                    ? Readiness.of(healthchecks)
                    : new EarlyHealthchecks(docker, monotonicClock, model.path("services")::has, background)::complete;
            return new Readiness(new Containers(docker), readiness, health, reporter, sleep)
                    .await(model, key.project(), limit).stream()
                            .filter(container -> model.path("services").has(container.service()))
                            .sorted(EnvironmentQueries.BY_SERVICE)
                            .toList();
        } catch (StartFailedException e) {
            throw notReady(key, done, e.getMessage(), e);
        }
    }

    /** That containers were started, but do not get ready. */
    static EsbException notReady(EnvironmentKey key, String done, String reason, Throwable cause) {
        return new EsbException(
                "The environment '%s' was %s, and is not ready: %s. See the logs with: mvn esb:logs %s -Desb.tail=20"
                        .formatted(key, done, reason, key.options()),
                cause);
    }

    /** Those of the environment, where it has any. */
    private static Optional<CertificateFiles> certificates(Directories directories) {
        return Optional.of(new CertificateFiles(directories.certificates(), false))
                .filter(files -> Files.exists(files.ca()));
    }

    /**
     * The ports that have another address than before, which happens where the engine chooses them. A container that did not run had none before; those that
     * are fixed are the same all the same.
     */
    public List<ServicePort> moved(List<ContainerSummary> before, List<ContainerSummary> after, Engine engine) {
        Set<ServicePort> known = new HashSet<>(ports(before, engine));
        List<ServicePort> others = ports(after, engine).stream()
                .filter(port -> !known.contains(port))
                .toList();
        if (others.isEmpty()) {
            return others;
        }
        List<ContainerDetails> details = docker.run(new ContainerCommand.Details(
                after.stream().map(ContainerSummary::id).toList()));
        return others.stream()
                .filter(port -> details.stream()
                        .filter(container -> container.name().equals(port.container()))
                        .flatMap(container -> container.ports().stream())
                        .noneMatch(fixed -> fixed.count() == 1
                                && fixed.target() == port.port().number()
                                && fixed.protocol().equals(port.port().protocol())))
                .toList();
    }

    private static List<ServicePort> ports(List<ContainerSummary> containers, Engine engine) {
        return containers.stream()
                .flatMap(container ->
                        container.ports().stream().map(port -> ServicePort.of(container, port, engine.host())))
                .toList();
    }
}
