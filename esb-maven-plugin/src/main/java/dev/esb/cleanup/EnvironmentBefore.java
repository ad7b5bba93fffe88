package dev.esb.cleanup;

import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What an environment had on the engine before it was brought up once more.
 *
 * @param containers its containers
 * @param networks names of the networks that Compose created for it
 * @param volumes names of the volumes that Compose created for it
 * @param anonymousVolumes names that the engine made up for the volumes that its containers mount
 * @param providers its services that a provider runs
 */
public record EnvironmentBefore(
        List<Container> containers,
        List<String> networks,
        List<String> volumes,
        List<String> anonymousVolumes,
        List<String> providers) {
    /**
     * A container.
     *
     * @param number its number within the service
     */
    public record Container(String id, String service, int number, boolean isRunning) {
        static Container of(ContainerSummary container) {
            return new Container(container.id(), container.service(), container.number(), container.isRunning());
        }

        boolean isSamePlaceAs(ContainerSummary other) {
            return service.equals(other.service()) && number == other.number();
        }
    }

    /**
     * Reads it from the engine, once no other process takes the environment down, or removes what an interrupted attempt has added to it.
     *
     * @throws EsbException when the engine does not say it, or another process is at work for more than two minutes
     */
    public static EnvironmentBefore read(Docker docker, EnvironmentKey key, Directories directories) {
        try {
            return EnvironmentLock.whileHeld(
                    directories,
                    EnvironmentLock.LONGEST_WORK,
                    () -> of(docker, key.project(), TakeDownFile.in(directories).providers()));
        } catch (DockerException | IOException e) {
            throw new EsbException(
                    "It cannot be read what the environment '%s' has: %s. Nothing of it was changed; try again."
                            .formatted(
                                    key,
                                    e instanceof DockerException failure
                                            ? failure.reason()
                                            : FileProblem.of((IOException) e)),
                    e);
        }
    }

    /**
     * Reads it from the engine.
     *
     * @param providers its services that a provider runs, of which the engine does not know
     */
    public static EnvironmentBefore of(Docker docker, String project, List<String> providers) {
        CompletableFuture<List<String>> networks = Background.start(() -> names(docker, Kind.NETWORK, project));
        CompletableFuture<List<String>> volumes = Background.start(() -> names(docker, Kind.VOLUME, project));
        List<ContainerSummary> all = new Containers(docker).allOf(project);
        List<ContainerSummary> containers = new UnfinishedCopies(docker).remove(all);
        List<String> anonymous = new AnonymousVolumes(docker).of(containers);
        List<String> listed = Background.join(volumes);
        return new EnvironmentBefore(
                containers.stream().map(Container::of).toList(),
                Background.join(networks),
                // What was not filled yet is no volume that it had.
                containers.equals(all) ? listed : names(docker, Kind.VOLUME, project),
                anonymous,
                providers);
    }

    /**
     * Removes the anonymous volumes that no container of the environment mounts any more, because the stack does not have that mount any
     * more. Nothing but this list says whose they are.
     */
    public void removeUnmountedVolumes(Docker docker, String project) {
        if (!anonymousVolumes.isEmpty()) {
            AnonymousVolumes volumes = new AnonymousVolumes(docker);
            List<String> mounted = volumes.of(new Containers(docker).allOf(project));
            volumes.remove(anonymousVolumes.stream()
                    .filter(name -> !mounted.contains(name))
                    .toList());
        }
    }

    static List<String> names(Docker docker, Kind kind, String project) {
        return docker.run(new ListLabelled(kind, ComposeLabels.ofProject(project), List.of())).stream()
                .map(Resource::name)
                .toList();
    }
}
