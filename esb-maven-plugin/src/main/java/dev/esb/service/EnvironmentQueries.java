package dev.esb.service;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.engine.Engine;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.ProcessStates;
import dev.esb.moved.MovedPath;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Lists the environments of an engine, their containers and their logs, without a pom or a Compose file. */
public final class EnvironmentQueries {
    public static final Comparator<ContainerSummary> BY_SERVICE =
            Comparator.comparing(ContainerSummary::service).thenComparing(ContainerSummary::number);

    private final Docker docker;
    private final LeaseRegistry leases;
    private final Containers containers;

    public EnvironmentQueries(Docker docker) {
        this.docker = docker;
        this.leases = LeaseRegistry.reading(docker);
        this.containers = new Containers(docker);
    }

    /**
     * Checks that an engine answers.
     *
     * @param processEnvironment the environment variables of this process
     * @return that engine
     * @throws EsbException when no engine answers, or Compose is missing or too old
     */
    public Engine requireEngine(Map<String, String> processEnvironment) {
        return Engine.check(docker, processEnvironment);
    }

    /**
     * All environments on the engine, sorted by name and stack, also those that have lost their lease, and those whose build has ended.
     *
     * @param now decides whose {@code ttl} is over
     * @param reporter gets a warning for each lease that cannot be read
     */
    public List<EnvironmentSummary> list(Instant now, Reporter reporter) {
        Map<String, List<ContainerSummary>> byProject =
                containers.ofAllProjects().stream().collect(Collectors.groupingBy(ContainerSummary::project));
        // An environment that has lost its lease, and whose slot another one has got since, is in no volume.
        List<Lease> held = LeaseRegistry.reading(docker, reporter).withLost();
        ProcessStates states = ProcessStates.ofLeases(docker, held);
        return held.stream()
                .map(lease -> EnvironmentSummary.of(
                        lease,
                        byProject.getOrDefault(lease.key().project(), List.of()),
                        lease.owner().hasEnded(now, states)))
                .sorted(Comparator.comparing(EnvironmentSummary::env).thenComparing(EnvironmentSummary::stack))
                .toList();
    }

    /** The other environments with the same name: with another stack, or without one. Read with one {@code docker} command. */
    public List<EnvironmentKey> ofSameName(EnvironmentKey key) {
        return leases.all().stream()
                .map(Lease::key)
                .filter(other -> other.name().equals(key.name()) && !other.equals(key))
                .sorted(Comparator.comparing(EnvironmentKey::stack))
                .toList();
    }

    /**
     * The containers of an environment, by service and number.
     *
     * @throws EsbException when there is no such environment, or it has no containers
     */
    public List<ContainerSummary> containers(EnvironmentKey key) {
        List<ContainerSummary> found =
                containers.of(key.project()).stream().sorted(BY_SERVICE).toList();
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

    /** @throws EsbException when one of the services has no container among those of the environment */
    static void requireServices(EnvironmentKey key, List<ContainerSummary> found, List<String> services) {
        List<String> known =
                found.stream().map(ContainerSummary::service).distinct().toList();
        for (String service : services) {
            if (!known.contains(service)) {
                throw new EsbException("The environment '%s' has no service '%s' (esb.service). There are: %s."
                        .formatted(key, service, String.join(", ", known)));
            }
        }
    }

    /** The paths of the host in place of which these containers of an environment see volumes, by path. */
    public List<MovedPath> movedPaths(EnvironmentKey key, List<ContainerSummary> found) {
        return MovedPath.of(docker, key.project(), found);
    }

    /**
     * Passes on the log lines of an environment, each with the container's name before it.
     *
     * @param service the service; empty for all
     * @param follow whether to go on until the last container stops
     * @param since a time or a duration, as {@code docker compose logs --since} takes it; empty for all
     * @param tail how many lines of each container, or {@code all}
     * @param lines receives the lines
     * @throws EsbException when there is no such environment or service, or {@code docker compose logs} fails
     */
    public void logs(
            EnvironmentKey key,
            Optional<String> service,
            boolean follow,
            Optional<String> since,
            String tail,
            Consumer<String> lines) {
        requireServices(key, containers(key), service.stream().toList());
        try {
            docker.stream(
                    new ComposeCommand.Logs(
                            key.project(), follow, since, tail, service.stream().toList()),
                    lines);
        } catch (DockerException e) {
            throw new EsbException(
                    "The logs of '%s' cannot be read: %s. Look at its containers with: mvn esb:ps %s"
                            .formatted(key, e.errorOutput(), key.options()),
                    e);
        }
    }
}
