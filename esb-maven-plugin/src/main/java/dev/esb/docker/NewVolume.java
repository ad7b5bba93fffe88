package dev.esb.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A volume that is to be created, by a command of its own or together with a container that mounts it.
 *
 * @param overlay the options of a mount that lays a directory over another one (<a
 *     href="https://docs.kernel.org/filesystems/overlayfs.html">overlayfs</a>), separated by commas. It is mounted, and the options are looked at,
 *     only when a container that mounts the volume is started or copied to. Empty for a volume that has its data itself
 */
public record NewVolume(String name, Map<String, String> labels, Optional<String> overlay) {
    /** One that has its data itself. */
    public NewVolume(String name, Map<String, String> labels) {
        this(name, labels, Optional.empty());
    }

    /** The options of {@code docker volume create}, and the name. */
    List<String> creation() {
        List<String> arguments = new ArrayList<>();
        labels.forEach((label, value) -> arguments.addAll(List.of("--label", label + "=" + value)));
        if (overlay.isPresent()) {
            arguments.addAll(List.of("--driver", "local"));
            options().forEach(option -> arguments.addAll(List.of("--opt", option)));
        }
        arguments.add(name);
        return arguments;
    }

    /**
     * The value of {@code docker create --mount}, fields with commas between them, each in quotes
     * (<a href="https://docs.docker.com/engine/storage/volumes/#options-for---mount">Docker: volumes</a>).
     *
     * @param path in the container
     */
    String mount(String path) {
        List<String> fields =
                new ArrayList<>(List.of("type=volume", "source=" + name, "target=" + path, "volume-nocopy"));
        labels.forEach((label, value) -> fields.add("volume-label=" + label + "=" + value));
        if (overlay.isPresent()) {
            fields.add("volume-driver=local");
            options().forEach(option -> fields.add("volume-opt=" + option));
        }
        return fields.stream()
                .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(","));
    }

    private List<String> options() {
        return List.of("type=overlay", "device=overlay", "o=" + overlay.orElseThrow());
    }
}
