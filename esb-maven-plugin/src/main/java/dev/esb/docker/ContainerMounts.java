package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a container can write to.
 *
 * @param name its name
 * @param written names of volumes, and paths of the engine's machine, that it mounts for writing
 */
public record ContainerMounts(String name, List<String> written) {

    /**
     * A container that runs, as {@code docker ps} lists it.
     *
     * @param project its Compose project; empty for none
     * @param mounts names of volumes and paths, with commas between them, which a path can contain as well
     */
    public record Listed(String id, String project, String mounts) {
        static Listed of(Map<String, String> fields) {
            return new Listed(
                    fields.getOrDefault("id", ""),
                    fields.getOrDefault("project", ""),
                    fields.getOrDefault("mounts", ""));
        }

        /**
         * Whether it can be that the container mounts a volume, or a path or something in it.
         *
         * @param source the name of the volume, or the path
         */
        public boolean mayMount(String source) {
            return mounts.contains(source);
        }
    }

    static ContainerMounts of(JsonNode json) {
        List<String> written = new ArrayList<>();
        json.path("mounts").forEach(mount -> {
            if (mount.path("RW").asBoolean()) {
                boolean isVolume = mount.path("Type").asText().equals("volume");
                written.add(mount.path(isVolume ? "Name" : "Source").asText());
            }
        });
        return new ContainerMounts(json.path("name").asText().replaceFirst("^/", ""), List.copyOf(written));
    }

    /**
     * Whether it mounts a volume, or a path or something in it, for writing. One that mounts a directory above the path may have nothing to do with it.
     *
     * @param source the name of the volume, or the path
     */
    public boolean writesTo(String source) {
        boolean isPath = source.startsWith("/");
        return written.stream()
                .anyMatch(each -> isPath
                        ? each.startsWith("/") && Path.of(each).startsWith(Path.of(source))
                        : each.equals(source));
    }
}
