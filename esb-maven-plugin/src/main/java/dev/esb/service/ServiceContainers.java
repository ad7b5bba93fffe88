package dev.esb.service;

import dev.esb.EsbException;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.PortBinding;
import dev.esb.engine.Engine;
import dev.esb.environment.ContainerPort;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.environment.HostAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds the containers of a service of an environment, and their ports, with one {@code docker} command. */
public final class ServiceContainers {
    /** An engine that publishes on every address prints one binding for IPv4 and one for IPv6. */
    public static final Comparator<PortBinding> IPV4_FIRST = Comparator.comparing(PortBinding::target)
            .thenComparing(PortBinding::protocol)
            .thenComparing(binding -> binding.hostAddress().contains(":"))
            .thenComparing(PortBinding::published);

    private final Docker docker;
    private final EnvironmentKey key;
    private final Directories directories;

    /** @param directories those of the environment, where another process of this user holds its lock while it works on it */
    public ServiceContainers(Docker docker, EnvironmentKey key, Directories directories) {
        this.docker = docker;
        this.key = key;
        this.directories = directories;
    }

    /**
     * The first container of a service that runs.
     *
     * @throws EsbException when there is no such environment or service, none of its containers runs, or another process takes the
     *     environment down
     */
    public ContainerSummary running(String service) {
        List<ContainerSummary> all = all();
        EnvironmentQueries.requireServices(key, all, List.of(service));
        return running(all, service);
    }

    /**
     * Where a port of the first container of a service that runs can be reached.
     *
     * @param port the port of the container; empty for the only one that the service publishes
     * @param variables the environment variables of this process
     * @throws EsbException as {@link #running(String)}, and when the service does not publish the port, or, without one, no port or several
     */
    public ServicePort port(String service, Optional<ContainerPort> port, Map<String, String> variables) {
        List<ContainerSummary> all = all();
        EnvironmentQueries.requireServices(key, all, List.of(service));
        ContainerSummary container = running(all, service);
        List<PortBinding> published =
                container.ports().stream().sorted(IPV4_FIRST).toList();
        List<ContainerPort> ports =
                published.stream().map(ServiceContainers::port).distinct().toList();
        if (ports.isEmpty()) {
            throw new EsbException("The service '%s' of the environment '%s' publishes no port.%s"
                    .formatted(service, key, others(all)));
        }
        if (port.isEmpty() && ports.size() > 1) {
            throw new EsbException(
                    "The service '%s' of the environment '%s' publishes several ports; name one of them with -Desb.containerPort=PORT: %s."
                            .formatted(service, key, text(ports)));
        }
        ContainerPort wanted = port.orElseGet(() -> ports.get(0));
        return published.stream()
                .filter(binding -> port(binding).equals(wanted))
                .findFirst()
                .map(binding -> ServicePort.of(container, binding, everyAddress(binding, variables)))
                .orElseThrow(() -> new EsbException(
                        "The service '%s' of the environment '%s' does not publish the port %s (esb.containerPort). It publishes: %s."
                                .formatted(service, key, wanted, text(ports))));
    }

    /**
     * What to say where a command in a container has failed, or there is no container: another process of this user is at work on the
     * environment. Empty where none is.
     */
    public Optional<EsbException> atWork() {
        return EnvironmentLock.isHeld(directories)
                ? Optional.of(new EsbException(
                        ("Another process is at work on the environment '%s': it takes it down, restarts it, or begins to bring it up."
                                        + " Try again when it has ended, or, if the environment is gone then, bring it up with: mvn esb:up %s")
                                .formatted(key, key.options())))
                : Optional.empty();
    }

    private List<ContainerSummary> all() {
        try {
            return new EnvironmentQueries(docker).containers(key);
        } catch (EsbException e) {
            throw atWork().orElse(e);
        }
    }

    private ContainerSummary running(List<ContainerSummary> all, String service) {
        List<ContainerSummary> own = all.stream()
                .filter(container -> container.service().equals(service))
                .toList();
        boolean isPaused = own.stream().anyMatch(ContainerSummary::isPaused);
        Supplier<EsbException> notRunning = () -> new EsbException(
                "No container of the service '%s' of the environment '%s' runs (%s). Its log is in: mvn esb:logs %s -Desb.service=%s, and it %s %s -Desb.service=%s"
                        .formatted(
                                service,
                                key,
                                own.stream()
                                        .map(container -> container.name() + ": " + container.status())
                                        .collect(Collectors.joining(", ")),
                                key.options(),
                                service,
                                isPaused ? "goes on with: mvn esb:unpause" : "starts again with: mvn esb:restart",
                                key.options(),
                                service));
        return own.stream()
                .filter(ContainerSummary::isRunning)
                .findFirst()
                .orElseThrow(() -> atWork().orElseGet(notRunning));
    }

    private String everyAddress(PortBinding binding, Map<String, String> variables) {
        return HostAddress.isEvery(binding.hostAddress()) ? Engine.host(docker, variables) : binding.hostAddress();
    }

    private static String others(List<ContainerSummary> all) {
        String others = all.stream()
                .flatMap(container -> container.ports().stream()
                        .sorted(IPV4_FIRST)
                        .map(binding -> container.service() + ":" + port(binding)))
                .distinct()
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? " Nor does any other service." : " There are: " + others + ".";
    }

    private static ContainerPort port(PortBinding binding) {
        return new ContainerPort(binding.target(), binding.protocol());
    }

    private static String text(List<ContainerPort> ports) {
        return ports.stream().map(ContainerPort::toString).collect(Collectors.joining(", "));
    }
}
