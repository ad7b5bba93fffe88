package dev.esb.bench;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.DockerCli;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.ResourceCommand.Remove;
import dev.esb.docker.ResourceCommand.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What benchmarks have on the engine. */
final class Clean {
    private static final DockerCli DOCKER = Workspace.DOCKER;
    private static final String PROJECT = "com.docker.compose.project";

    private Clean() {}

    /** Removes whatever has the benchmarks' prefix, of this run and of others. */
    static void run() {
        BenchEnvironment environment = new BenchEnvironment(Path.of("."));
        Set<String> names = new TreeSet<>();
        Stream.concat(containers().stream(), networks().stream())
                .filter(project -> project.startsWith("esb-" + Workspace.PREFIX))
                .forEach(project -> names.add(project.substring("esb-".length())));
        names.forEach(environment::down);
        List<String> leases = leases();
        if (!leases.isEmpty()) {
            DOCKER.run(new Remove(Kind.VOLUME, leases));
        }
        System.out.printf("removed %d environments and %d leases%n", names.size(), leases.size());
    }

    /** What of environments with these names is still there. */
    static List<String> remains(List<String> names) {
        List<String> projects = names.stream().map(Workspace::project).toList();
        List<String> remains = new ArrayList<>();
        containers().stream().filter(projects::contains).forEach(project -> remains.add("a container of " + project));
        networks().stream().filter(projects::contains).forEach(project -> remains.add("a network of " + project));
        DOCKER.run(new ListLabelled(Kind.VOLUME, "dev.esb.env", List.of("dev.esb.env"))).stream()
                .filter(volume -> names.contains(volume.labels().get("dev.esb.env")))
                .forEach(volume -> remains.add("the lease " + volume.name()));
        return remains;
    }

    private static List<String> containers() {
        return DOCKER.run(new ContainerCommand.ListAll(PROJECT)).stream()
                .map(container -> container.project())
                .toList();
    }

    private static List<String> networks() {
        return DOCKER
                .run(new NetworkCommand.Inspect(DOCKER.run(new NetworkCommand.ListAll()).stream()
                        .map(NetworkCommand.NetworkSummary::id)
                        .toList()))
                .stream()
                .map(NetworkCommand.Network::project)
                .toList();
    }

    private static List<String> leases() {
        return DOCKER.run(new ListLabelled(Kind.VOLUME, "dev.esb.owner=" + BenchEnvironment.OWNER, List.of())).stream()
                .map(Resource::name)
                .toList();
    }
}
