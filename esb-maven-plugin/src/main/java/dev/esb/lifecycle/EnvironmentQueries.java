package dev.esb.lifecycle;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.cleanup.EnvironmentSweep;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.Engine;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Looks at the environments of an engine. None of it needs a pom or a Compose file. */
public final class EnvironmentQueries {
    private final Docker docker;
    private final LeaseRegistry leases;
    private final Containers containers;

    public EnvironmentQueries(Docker docker) {
        this.docker = docker;
        this.leases = LeaseRegistry.reading(docker);
        this.containers = new Containers(docker);
    }

    /**
     * Sees that an engine answers.
     *
     * @param processEnvironment the variables of this process
     * @throws EsbException when it does not
     */
    public void requireEngine(Map<String, String> processEnvironment) {
        Engine.check(docker, processEnvironment);
    }

    /** Takes down what builds have left behind; see {@link EnvironmentSweep}. */
    public void sweep(DirectoryLayout layout, Duration stopTimeout, Reporter reporter) {
        EnvironmentSweep sweep = new EnvironmentSweep(docker, Clock.systemUTC(), reporter);
        sweep.run(leases.all(), layout, stopTimeout);
        sweep.removeOrphans();
    }

    /** All of them, by name. Two calls of the command line, however many there are. */
    public List<EnvironmentSummary> list() {
        Map<String, List<ContainerSummary>> byProject =
                containers.ofAllProjects().stream().collect(Collectors.groupingBy(ContainerSummary::project));
        return leases.all().stream()
                .map(lease -> EnvironmentSummary.of(
                        lease, byProject.getOrDefault(lease.key().project(), List.of())))
                .sorted(Comparator.comparing(EnvironmentSummary::env).thenComparing(EnvironmentSummary::stack))
                .toList();
    }

    /**
     * The containers of an environment, by name.
     *
     * @throws EsbException when there is no such environment
     */
    public List<ContainerSummary> containers(EnvironmentKey key) {
        List<ContainerSummary> found = containers.of(key.project()).stream()
                .sorted(Comparator.comparing(ContainerSummary::name))
                .toList();
        if (found.isEmpty()) {
            List<Lease> known = leases.all();
            String others =
                    known.stream().map(lease -> lease.key().toString()).sorted().collect(Collectors.joining(", "));
            throw new EsbException(
                    LeaseRegistry.of(key, known).isPresent()
                            ? "The environment '%s' has no containers. Bring it up with: mvn esb:up %s"
                                    .formatted(key, key.options())
                            : "There is no environment '%s' on this engine%s. Bring it up with: mvn esb:up %s"
                                    .formatted(
                                            key,
                                            others.isEmpty() ? "" : " (there are: " + others + ")",
                                            key.options()));
        }
        return found;
    }

    /**
     * Hands over log lines, each with the container's name before it.
     *
     * @param service the service, or empty for all
     * @throws EsbException when there is no such environment or service in it
     */
    public void logs(
            EnvironmentKey key,
            Optional<String> service,
            boolean follow,
            Optional<String> since,
            String tail,
            Consumer<String> lines) {
        List<String> services = containers(key).stream()
                .map(ContainerSummary::service)
                .distinct()
                .toList();
        if (service.isPresent() && !services.contains(service.get())) {
            throw new EsbException("The environment '%s' has no service '%s' (esb.service). Its services are: %s."
                    .formatted(key, service.get(), String.join(", ", services)));
        }
        try {
            docker.stream(
                    new ComposeCommand.Logs(
                            key.project(), follow, since, tail, service.stream().toList()),
                    lines);
        } catch (DockerException e) {
            throw new EsbException(
                    "The logs of '%s' cannot be read: %s. Check esb.since ('10m', '2026-01-31T12:00:00') and esb.tail (a number or"
                                    .formatted(key, e.errorOutput())
                            + " 'all').",
                    e);
        }
    }
}
