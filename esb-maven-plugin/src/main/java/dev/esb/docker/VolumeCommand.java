package dev.esb.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands about volumes alone; see {@link ResourceCommand} for what they share with others. */
public sealed interface VolumeCommand<R> extends DockerCommand<R> {

    /**
     * Creates a volume where there is none of that name. Where there is one, it stays as it is, labels included, and the
     * command succeeds all the same.
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
