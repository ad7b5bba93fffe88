package dev.esb.cleanup;

import dev.esb.Background;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.PauseRecord;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.ProcessStates;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Containers, networks and volumes that the engine created for a build after the build had ended and its environment was taken down.
 *
 * <p>The engine carries out a request even if the process that made it is killed in the meantime, and on a busy machine a network can
 * take it some seconds. The rendered file puts a label with the build on every resource. A resource with the label of a build that has
 * ended, and of an environment that has no lease any more, is an orphan.
 */
final class Orphans {
    private static final List<String> LABELS = List.of(EnvironmentLabels.BUILD, ComposeLabels.PROJECT);

    private final Docker docker;
    private final Supplier<List<Lease>> leases;

    Orphans(Docker docker) {
        this(docker, LeaseRegistry.reading(docker)::withLost);
    }

    /** @param leases reads the leases that are held now */
    Orphans(Docker docker, Supplier<List<Lease>> leases) {
        this.docker = docker;
        this.leases = leases;
    }

    /** The orphans that are on the engine now. */
    List<Resource> find() {
        List<CompletableFuture<List<Resource>>> lists = Arrays.stream(Kind.values())
                .map(kind -> Background.start(
                        () -> docker.run(new ResourceCommand.ListLabelled(kind, EnvironmentLabels.BUILD, LABELS))))
                .toList();
        List<Resource> ofBuilds = lists.stream()
                .flatMap(list -> Background.join(list).stream())
                .filter(resource -> build(resource).isPresent())
                .toList();
        ProcessStates states = ProcessStates.of(
                docker,
                ofBuilds.stream().flatMap(resource -> build(resource).stream()).toList());
        List<Resource> ofEndedBuilds = ofBuilds.stream()
                .filter(resource -> states.of(build(resource).orElseThrow()) == BuildProcess.State.DEAD)
                .toList();
        if (ofEndedBuilds.isEmpty()) {
            return ofEndedBuilds;
        }
        // Resources first, then leases: an environment that was brought up before the first list has its lease by now.
        Set<String> held =
                leases.get().stream().map(lease -> lease.key().project()).collect(Collectors.toSet());
        // Of one that a later build has taken over, the label still names the first build.
        Set<String> running = new Containers(docker)
                .ofAllProjects().stream()
                        .filter(ContainerSummary::isRunning)
                        .map(ContainerSummary::project)
                        .collect(Collectors.toSet());
        return ofEndedBuilds.stream()
                .filter(resource -> !held.contains(resource.labels().get(ComposeLabels.PROJECT)))
                .filter(resource -> !running.contains(resource.labels().get(ComposeLabels.PROJECT)))
                .toList();
    }

    /**
     * Removes orphans, containers first, because the engine refuses to remove a network or volume that a container uses.
     *
     * @throws dev.esb.docker.DockerException when one cannot be removed
     */
    void remove(List<Resource> orphans) {
        orphans.stream()
                .filter(orphan -> orphan.kind() == Kind.CONTAINER)
                .forEach(orphan ->
                        PauseRecord.named(orphan.name(), orphan.id()).ifPresent(record -> record.end(docker)));
        for (Kind kind : Kind.values()) {
            List<String> ids = orphans.stream()
                    .filter(orphan -> orphan.kind() == kind)
                    .map(Resource::id)
                    .toList();
            new Removal(docker).run(kind, ids);
        }
    }

    private static Optional<BuildProcess> build(Resource resource) {
        try {
            return BuildProcess.parse(resource.labels().get(EnvironmentLabels.BUILD));
        } catch (NumberFormatException e) {
            // The label has the same name and comes from another program, or from a later version of the plugin.
            return Optional.empty();
        }
    }
}
