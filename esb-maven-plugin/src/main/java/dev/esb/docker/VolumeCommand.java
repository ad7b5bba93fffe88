package dev.esb.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands about volumes only; {@link ResourceCommand} has those that containers and networks have as well. */
public sealed interface VolumeCommand<R> extends DockerCommand<R> {

    /**
     * Creates a volume if there is none of that name. One that exists stays as it is, labels included, and the command succeeds all the
     * same (<a href="https://docs.docker.com/reference/cli/docker/volume/create/">docker volume create</a>).
     */
    record Create(String name, Map<String, String> labels) implements VolumeCommand<Void> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("volume", "create"));
            labels.forEach((label, value) -> arguments.addAll(List.of("--label", label + "=" + value)));
            arguments.add(name);
            return arguments;
        }
    }
}
