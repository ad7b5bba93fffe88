package dev.esb.cleanup;

import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.EmptyImage;
import dev.esb.docker.HostProgram;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.lease.BuildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs programs of the engine's host as root on a directory. They run in a container of an {@linkplain EmptyImage empty image}, which is
 * imported for the first of them, and which {@link #close()} removes.
 *
 * <p>If this process is killed, the container still ends by itself. One that was never started is an {@linkplain Orphans orphan}.
 */
final class HostPrograms implements AutoCloseable {
    private static final List<Path> PROGRAMS = Stream.of("/usr", "/bin", "/lib", "/lib32", "/lib64", "/libx32")
            .map(Path::of)
            .filter(Files::isDirectory)
            .toList();

    private final Docker docker;
    private final String project;
    private Optional<EmptyImage> image = Optional.empty();

    /** @param project the environment's Compose project */
    HostPrograms(Docker docker, String project) {
        this.docker = docker;
        this.project = project;
    }

    /**
     * Runs a program that can read the directory, and change nothing.
     *
     * @param directory on the engine's machine
     * @param program the program and its arguments, in which {@link HostProgram#DIRECTORY} is the directory
     * @return what it prints
     * @throws DockerException when the engine cannot run it, or it fails
     */
    String read(Path directory, String... program) {
        return run(directory, true, program);
    }

    /** As {@link #read}, for a program that can change what is in the directory. */
    void change(Path directory, String... program) {
        run(directory, false, program);
    }

    private String run(Path directory, boolean isReadOnly, String... program) {
        if (image.isEmpty()) {
            image = Optional.of(EmptyImage.ofProject(docker, project));
        }
        Map<String, String> labels =
                Map.of(EnvironmentLabels.BUILD, BuildProcess.current(0).text());
        return docker.run(new HostProgram(
                image.get().id(), labels, PROGRAMS, directory.toAbsolutePath(), isReadOnly, List.of(program)));
    }

    @Override
    public void close() {
        try {
            image.ifPresent(EmptyImage::close);
        } catch (DockerException e) {
            // It is empty, and the next take-down of the environment finds it.
        }
    }
}
