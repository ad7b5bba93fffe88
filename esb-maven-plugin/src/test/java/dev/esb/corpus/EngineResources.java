package dev.esb.corpus;

import dev.esb.docker.DockerCli;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.VolumeCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Networks and volumes that a stack finds instead of making them; there as long as this is open. */
final class EngineResources implements AutoCloseable {
    private final List<String> networks;
    private final List<String> volumes;

    EngineResources(List<String> networks, List<String> volumes) {
        this.networks = networks;
        this.volumes = volumes;
    }

    void provide(DockerCli docker, Map<String, String> labels) {
        networks.forEach(name -> docker.run(new NetworkCommand.Create(name, labels)));
        volumes.forEach(name -> docker.run(new VolumeCommand.Create(name, labels)));
    }

    @Override
    public void close() {
        remove("network", networks);
        remove("volume", volumes);
    }

    static boolean hasImage(String name) {
        return docker(List.of("image", "inspect", name)) == 0;
    }

    private static void remove(String kind, List<String> names) {
        if (!names.isEmpty()) {
            List<String> command = new ArrayList<>(List.of(kind, "rm", "--force"));
            command.addAll(names);
            docker(command);
        }
    }

    private static int docker(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
