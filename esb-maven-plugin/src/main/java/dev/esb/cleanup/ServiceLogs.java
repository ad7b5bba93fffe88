package dev.esb.cleanup;

import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.docker.StopSwitch;
import dev.esb.environment.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps what services have logged. */
public final class ServiceLogs {
    private final Docker docker;

    public ServiceLogs(Docker docker) {
        this.docker = docker;
    }

    /**
     * Writes the log of each service to {@code <service>.log} in a directory; one call for all of them. A file that is longer
     * already, because it was followed while containers came and went, stays.
     */
    void save(String project, Path directory) throws IOException {
        Path fresh = directory.resolveSibling(directory.getFileName() + ".new");
        PrivateFiles.deleteDirectory(fresh);
        try (LogFiles files = new LogFiles(fresh)) {
            copy(project, false, files, new StopSwitch());
        }
        PrivateFiles.createDirectory(directory);
        try (Stream<Path> logs = Files.list(fresh)) {
            for (Path log : logs.toList()) {
                Path kept = directory.resolve(log.getFileName());
                if (!Files.exists(kept) || Files.size(kept) < Files.size(log)) {
                    Files.move(log, kept, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        PrivateFiles.deleteDirectory(fresh);
    }

    /** Writes lines as they come, until the command is stopped or the last container is gone. */
    void follow(String project, Path directory, StopSwitch stopSwitch) throws IOException {
        try (LogFiles files = new LogFiles(directory)) {
            copy(project, true, files, stopSwitch);
        }
    }

    /** The last lines of one container. */
    public String tail(ContainerSummary container, int lines) {
        StringBuilder text = new StringBuilder();
        docker.stream(
                new ContainerCommand.Logs(container.id(), lines),
                line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    private void copy(String project, boolean follow, LogFiles files, StopSwitch stopSwitch) throws IOException {
        Map<String, String> services = new HashMap<>();
        try {
            docker.stream(
                    new ComposeCommand.Logs(project, follow, Optional.empty(), "all", List.of()),
                    line -> append(line, project, services, files, follow),
                    stopSwitch);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** {@code gateway-1  | text}: the container's name, without the project's where it begins with it. */
    private void append(
            String line, String project, Map<String, String> services, LogFiles files, boolean immediately) {
        int bar = line.indexOf('|');
        if (bar < 0) {
            return;
        }
        String prefix = line.substring(0, bar).strip();
        if (!services.containsKey(prefix)) {
            new Containers(docker)
                    .of(project)
                    .forEach(container -> services.put(prefix(project, container), container.service()));
        }
        String service = services.get(prefix);
        if (service == null) {
            return;
        }
        try {
            files.append(service, line.substring(Math.min(bar + 2, line.length())));
            if (immediately) {
                files.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String prefix(String project, ContainerSummary container) {
        String name = container.name();
        return name.startsWith(project + "-") ? name.substring(project.length() + 1) : name;
    }
}
