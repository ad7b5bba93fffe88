package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A container that is given the socket of its engine, as by a CI agent, with the files of this machine: a build in it differs from one
 * beside it by its processes and its network alone.
 *
 * @param socket of the engine
 * @param directory in which its builds run
 */
record AgentContainer(String name, Path socket, Path directory) implements Machine {
    /** A container has its own. */
    private static final Set<String> OF_THE_KERNEL = Set.of("/dev", "/proc", "/run", "/sys");

    static AgentContainer of(PrivateEngine engine, Project project) {
        return new AgentContainer(
                "agent-%06x".formatted(ThreadLocalRandom.current().nextInt(1 << 24)),
                engine.socket(),
                project.directory);
    }

    @Override
    public List<String> launcher(String command) throws IOException {
        List<String> launcher = new ArrayList<>(List.of("docker", "run", "--rm", "--name", name));
        try (Stream<Path> paths = Files.list(Path.of("/"))) {
            paths.filter(path -> Files.isDirectory(path) && !Files.isSymbolicLink(path))
                    .map(Path::toString)
                    .filter(path -> !OF_THE_KERNEL.contains(path))
                    .forEach(path -> launcher.addAll(List.of("--volume", path + ":" + path)));
        }
        launcher.addAll(List.of("--volume", socket + ":/var/run/docker.sock", "--workdir", directory.toString()));
        List.of("PATH", "HOME", "JAVA_HOME", "MAVEN_OPTS", "DOCKER_CONFIG", Remains.MARK)
                .forEach(variable -> launcher.addAll(List.of("--env", variable)));
        launcher.addAll(List.of(PrivateEngine.IMAGE, command));
        return launcher;
    }

    /** As an agent ends a job that is cancelled: with all processes, and with it the container. */
    void kill() throws IOException, InterruptedException {
        Shell.lines("docker", "kill", name);
    }
}
