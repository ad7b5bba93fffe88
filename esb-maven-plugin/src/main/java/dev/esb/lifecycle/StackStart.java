package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.MonotonicClock;
import dev.esb.Reporter;
import dev.esb.ServiceState;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.engine.Engine;
import dev.esb.environment.EnvironmentKey;
import dev.esb.healthcheck.Healthchecks;
import dev.esb.service.Readiness;
import dev.esb.start.ComposeUp;
import dev.esb.start.RemovedServices;
import dev.esb.start.StackServices;
import dev.esb.start.StartFailedException;
import dev.esb.start.TimeLimit;
import dev.esb.tls.CertificateFiles;
import dev.esb.wait.ServiceWait;
import dev.esb.wait.WaitChecks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the services of a rendered file, and waits until they are ready.
 *
 * @param waits what they have to satisfy besides
 * @param certificates those of the environment, where it has any
 * @param stopTimeout how long the processes of a container may take to end that is replaced or removed
 */
record StackStart(
        Docker docker,
        Reporter reporter,
        Engine engine,
        EnvironmentKey key,
        List<ServiceWait> waits,
        Optional<CertificateFiles> certificates,
        Duration stopTimeout) {

    /**
     * Does it.
     *
     * @param model what is in the rendered file
     * @param command how Compose starts it
     * @return the containers, as they are when all services are ready
     * @throws dev.esb.plan.ConflictException when a port or a subnet is in use
     * @throws StartFailedException when a service does not get ready
     */
    List<ContainerSummary> run(JsonNode model, ComposeCommand.Up command, TimeLimit limit) {
        String project = key.project();
        Containers all = new Containers(docker);
        Optional<Healthchecks> healthchecks = engine.isPodman()
                ? Optional.of(new Healthchecks(docker, reporter, MonotonicClock.SYSTEM))
                : Optional.empty();
        List<String> services = services(model);
        reporter.services(all(services, ServiceState.of(ServiceState.Kind.STARTING)));
        StackServices startable = new StackServices(project, model);
        compose(model, limit)
                .unless(() -> healthchecks.flatMap(checks -> neverHealthy(startable, checks, all)))
                .stopping(new RemovedServices(docker, reporter, project, services, stopTimeout))
                .run(command);
        return await(model, healthchecks, limit);
    }

    /** As {@link #run}, for services that run already. */
    List<ContainerSummary> await(JsonNode model, TimeLimit limit) {
        return await(
                model,
                engine.isPodman()
                        ? Optional.of(new Healthchecks(docker, reporter, MonotonicClock.SYSTEM))
                        : Optional.empty(),
                limit);
    }

    private List<ContainerSummary> await(JsonNode model, Optional<Healthchecks> healthchecks, TimeLimit limit) {
        String project = key.project();
        Containers all = new Containers(docker);
        try (WaitChecks checks = new WaitChecks(waits, docker, engine, certificates)) {
            return new Readiness(all, engine, healthchecks, checks, reporter).await(model, project, limit);
        } catch (StartFailedException e) {
            boolean canBind = !key.name().isDefault();
            throw new UnreachablePorts(engine.place(), canBind).explain(e, () -> all.of(project));
        }
    }

    /** Runs Compose on the rendered file. */
    ComposeUp compose(JsonNode model, TimeLimit limit) {
        return new ComposeUp(docker, reporter, limit, new StackServices(key.project(), model));
    }

    static List<String> services(JsonNode model) {
        List<String> services = new ArrayList<>();
        model.path("services").fieldNames().forEachRemaining(services::add);
        return services;
    }

    private static Map<String, ServiceState> all(List<String> services, ServiceState state) {
        Map<String, ServiceState> states = new LinkedHashMap<>();
        services.forEach(service -> states.put(service, state));
        return states;
    }

    /** Why Compose would wait for ever for a service to be healthy before it starts others. */
    private static Optional<String> neverHealthy(StackServices stack, Healthchecks checks, Containers containers) {
        List<String> awaited = stack.awaitedHealthy();
        if (awaited.isEmpty()) {
            return Optional.empty();
        }
        List<String> services = checks
                .neverRun(containers.of(stack.project()).stream()
                        .filter(container -> awaited.contains(container.service()))
                        .toList())
                .stream()
                .map(ContainerSummary::service)
                .toList();
        return services.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ("this engine runs no healthchecks, so %s can never be healthy%s. Podman has systemd run them:"
                                        + " run it where there is systemd, or let the services wait for it with 'service_started'")
                                .formatted(StackServices.text(services), stack.waitingFor(services.get(0))));
    }
}
