package dev.esb;

import dev.esb.cleanup.Down;
import dev.esb.docker.InstalledDocker;
import dev.esb.environment.Directories;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.lease.Owner;
import dev.esb.lifecycle.Up;
import dev.esb.lifecycle.UpOptions;
import dev.esb.lifecycle.UpResult;
import dev.esb.plan.StackRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/** An environment of a name of its own on the engine that is running, and what a test wants to put in its way. */
public final class EnvironmentOnEngine implements AutoCloseable {
    public final EnvironmentKey key =
            EnvironmentKey.of("t-" + UUID.randomUUID().toString().substring(0, 8), "");
    public final RecordedMessages messages = new RecordedMessages();

    private final Path directory;
    private final List<List<String>> undo = new ArrayList<>();

    public EnvironmentOnEngine(Path directory, String composeFile) {
        this.directory = directory;
        try {
            Files.writeString(directory.resolve("compose.yml"), composeFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public UpResult up() {
        return up(OptionalInt.empty());
    }

    public UpResult up(OptionalInt index) {
        StackRequest request = StackRequest.of(key, layout(), directory).withIndex(index);
        UpOptions options =
                new UpOptions(Duration.ofSeconds(60), Duration.ZERO, Duration.ZERO, false, false, false, List.of());
        return new Up(InstalledDocker.CLI, Owner.person("me@test"), Clock.systemUTC(), Map.of(), messages)
                .run(request, options);
    }

    public void down() {
        new Down(InstalledDocker.CLI, messages).run(key, directories(), Duration.ZERO);
    }

    /** Takes containers and networks away and leaves the lease, as a person with {@code docker rm} would. */
    public void removeContainersAndNetworks() {
        docker("compose", "--project-name", key.project(), "down", "--timeout", "0");
    }

    /** Runs a container that has nothing to do with the environment until the test ends. */
    public String foreignContainer(String... options) {
        String name = key.project() + "-foreign";
        List<String> command = new ArrayList<>(List.of("create", "--name", name));
        command.addAll(List.of(options));
        command.addAll(List.of("debian:trixie-slim", "sleep", "600"));
        docker(command.toArray(String[]::new));
        undo.add(0, List.of("rm", "--force", name));
        docker("start", name);
        return name;
    }

    /** Makes a network that has nothing to do with the environment until the test ends. */
    public String foreignNetwork(String subnet) {
        String name = key.project() + "-foreign";
        docker("network", "create", "--subnet", subnet, name);
        undo.add(0, List.of("network", "rm", name));
        return name;
    }

    public String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public DirectoryLayout layout() {
        return DirectoryLayout.of(directory.resolve("home"), directory.resolve("target"), Map.of());
    }

    public Directories directories() {
        return layout().of(key);
    }

    @Override
    public void close() {
        undo.forEach(command -> docker(command.toArray(String[]::new)));
        down();
    }
}
