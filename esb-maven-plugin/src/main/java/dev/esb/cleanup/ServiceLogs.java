package dev.esb.cleanup;

import dev.esb.MonotonicClock;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.StopSwitch;
import dev.esb.environment.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the logs of services. */
public final class ServiceLogs {
    private final Docker docker;
    private final MonotonicClock clock;

    public ServiceLogs(Docker docker) {
        this(docker, MonotonicClock.SYSTEM);
    }

    ServiceLogs(Docker docker, MonotonicClock clock) {
        this.docker = docker;
        this.clock = clock;
    }

    /**
     * Writes the log of each service to {@code <service>.log} in a directory, with one {@code docker} command. A file that is already
     * longer stays: {@link #follow} has written it, and it has the output of containers that do not exist any more.
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

    /**
     * Writes the log of each service to {@code <service>.log} in a directory, each line as it comes. Returns when the last container has
     * stopped or the stop switch has ended the command.
     */
    void follow(String project, Path directory, StopSwitch stopSwitch) throws IOException {
        try (LogFiles files = new LogFiles(directory)) {
            copy(project, true, files, stopSwitch);
        }
    }

    /** The last lines that a container has logged, each indented by two blanks and ended by {@code \n}. */
    public String tail(ContainerSummary container, int lines) {
        StringBuilder text = new StringBuilder();
        docker.stream(
                new ContainerCommand.Logs(container.id(), lines),
                line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    private void copy(String project, boolean follow, LogFiles files, StopSwitch stopSwitch) throws IOException {
        LogPrefixes prefixes = new LogPrefixes(docker, project, clock);
        try {
            docker.stream(
                    new ComposeCommand.Logs(project, follow, Optional.empty(), "all", List.of()),
                    line -> append(line, prefixes, files, follow),
                    stopSwitch);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** A line is {@code gateway-1  | text}; before the bar is the container's name, as {@link LogPrefixes} knows it. */
    private static void append(String line, LogPrefixes prefixes, LogFiles files, boolean immediately) {
        int bar = line.indexOf('|');
        if (bar < 0) {
            return;
        }
        Optional<String> service = prefixes.service(line.substring(0, bar).strip());
        if (service.isEmpty()) {
            return;
        }
        try {
            files.append(service.get(), line.substring(Math.min(bar + 2, line.length())));
            if (immediately) {
                files.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
