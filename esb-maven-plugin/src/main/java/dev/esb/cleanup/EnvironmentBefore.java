package dev.esb.cleanup;

import dev.esb.Background;
import dev.esb.docker.ComposeLabels;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.ResourceCommand.Resource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What an environment had on the engine before it was brought up once more.
 *
 * @param containers its containers
 * @param networks names of the networks that Compose created for it
 * @param volumes names of the volumes that Compose created for it
 */
public record EnvironmentBefore(List<Container> containers, List<String> networks, List<String> volumes) {

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

    /** Reads it from the engine. */
    public static EnvironmentBefore of(Docker docker, String project) {
        CompletableFuture<List<String>> networks = Background.start(() -> names(docker, Kind.NETWORK, project));
        CompletableFuture<List<String>> volumes = Background.start(() -> names(docker, Kind.VOLUME, project));
        List<Container> containers = new Containers(docker)
                .allOf(project).stream().map(Container::of).toList();
        return new EnvironmentBefore(containers, Background.join(networks), Background.join(volumes));
    }

    static List<String> names(Docker docker, Kind kind, String project) {
        return docker.run(new ListLabelled(kind, ComposeLabels.ofProject(project), List.of())).stream()
                .map(Resource::name)
                .toList();
    }
}
