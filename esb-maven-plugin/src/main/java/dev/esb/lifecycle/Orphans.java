package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.docker.DockerCli;
import dev.esb.docker.DockerFailure;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.Lease;
import dev.esb.lease.Leases;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * What the engine makes for a build that has ended, after its environment was taken down.
 *
 * <p>The engine carries out what it was asked for, also when whoever asked is killed in the meantime, and on a busy machine a network
 * can take it some seconds. Nobody can wait for that; so everything that a build makes is labelled with the build, and what has the
 * label of one that has ended, and no lease any more, belongs to nobody.
 */
final class Orphans {
    private static final String BUILD = "dev.esb.build";
    private static final String PROJECT = "com.docker.compose.project";

    private final DockerCli docker;
    private final Leases leases;

    Orphans(DockerCli docker) {
        this.docker = docker;
        this.leases = Leases.reading(docker);
    }

    /** Labels everything that Compose is going to make from the model, so that it can be found. */
    static void label(ObjectNode model, BuildProcess build) {
        for (String kind : List.of("services", "networks", "volumes")) {
            for (JsonNode resource : model.path(kind)) {
                if (resource instanceof ObjectNode own && !own.path("external").asBoolean()) {
                    own.withObjectProperty("labels").put(BUILD, build.text());
                }
            }
        }
    }

    /** Looks for them. */
    List<Resource> find() {
        List<CompletableFuture<List<Resource>>> lists = Arrays.stream(Kind.values())
                .map(kind -> Waiting.async(
                        () -> docker.run(new ResourceCommand.ListLabelled(kind, BUILD, List.of(BUILD, PROJECT)))))
                .toList();
        List<Resource> dead = lists.stream()
                .flatMap(list -> Waiting.join(list).stream())
                .filter(resource -> isOfDeadBuild(resource.labels().get(BUILD)))
                .toList();
        if (dead.isEmpty()) {
            return dead;
        }
        // In this order: what is made later has a lease by now.
        Set<String> held =
                leases.all().stream().map(Lease::key).map(key -> key.project()).collect(Collectors.toSet());
        return dead.stream()
                .filter(resource -> !held.contains(resource.labels().get(PROJECT)))
                .toList();
    }

    /**
     * Removes them, containers first.
     *
     * @throws DockerFailure when one cannot be removed
     */
    void remove(List<Resource> orphans) {
        for (Kind kind : Kind.values()) {
            List<String> ids = orphans.stream()
                    .filter(orphan -> orphan.kind() == kind)
                    .map(Resource::id)
                    .toList();
            if (!ids.isEmpty()) {
                docker.run(new ResourceCommand.Remove(kind, ids));
            }
        }
    }

    private static boolean isOfDeadBuild(String label) {
        try {
            return BuildProcess.parse(label)
                    .filter(build -> build.state() == BuildProcess.State.DEAD)
                    .isPresent();
        } catch (NumberFormatException e) {
            // Not ours.
            return false;
        }
    }
}
