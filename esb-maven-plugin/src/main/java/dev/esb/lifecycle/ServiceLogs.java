package dev.esb.lifecycle;

import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.DockerCli;
import dev.esb.environment.OwnFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what services have logged. */
final class ServiceLogs {
    private final DockerCli docker;

    ServiceLogs(DockerCli docker) {
        this.docker = docker;
    }

    /** Writes the log of each service to {@code <service>.log} in a directory. One call for all of them. */
    void save(String project, List<ContainerSummary> containers, Path directory) throws IOException {
        Map<String, BufferedWriter> writers = new HashMap<>();
        Map<String, String> services = new HashMap<>();
        containers.forEach(container -> services.put(prefix(project, container), container.service()));
        try {
            OwnFiles.createDirectory(directory);
            docker.stream(
                    new ComposeCommand.Logs(project, false, Optional.empty(), "all", List.of()),
                    line -> append(line, services, directory, writers));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            for (BufferedWriter writer : writers.values()) {
                writer.close();
            }
        }
    }

    /** The last lines of one container. */
    String tail(ContainerSummary container, int lines) {
        StringBuilder text = new StringBuilder();
        docker.stream(
                new ContainerCommand.Logs(container.id(), lines),
                line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    /** {@code gateway-1  | text}: the container's name, without the project's where it begins with it. */
    private static void append(
            String line, Map<String, String> services, Path directory, Map<String, BufferedWriter> writers) {
        int bar = line.indexOf('|');
        String service = bar < 0 ? null : services.get(line.substring(0, bar).strip());
        if (service == null) {
            return;
        }
        try {
            BufferedWriter writer = writers.get(service);
            if (writer == null) {
                writer = Files.newBufferedWriter(directory.resolve(service + ".log"));
                writers.put(service, writer);
            }
            writer.write(line.substring(Math.min(bar + 2, line.length())));
            writer.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String prefix(String project, ContainerSummary container) {
        String name = container.name();
        return name.startsWith(project + "-") ? name.substring(project.length() + 1) : name;
    }
}
