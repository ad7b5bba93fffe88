package dev.esb.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.isolation.PathState;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out about the paths of this host that a stack mounts: whether they exist, and whether git ignores them. */
public final class HostPathStates {
    private final GitIgnore gitIgnore;

    public HostPathStates(GitIgnore gitIgnore) {
        this.gitIgnore = gitIgnore;
    }

    /**
     * The state of every path that a service or a volume of the stack mounts. Runs git only where there is a path that exists.
     *
     * @param model the stack as JSON, with absolute paths
     */
    public Map<String, PathState> of(JsonNode model) {
        Map<String, PathState> states = new HashMap<>();
        List<String> existing = new ArrayList<>();
        for (String source : sources(model)) {
            // A path that this process may not look at can exist, so it does not count as missing.
            if (Files.notExists(Path.of(source), LinkOption.NOFOLLOW_LINKS)) {
                states.put(source, PathState.MISSING);
            } else {
                existing.add(source);
            }
        }
        Set<String> ignored = gitIgnore.among(existing);
        for (String source : existing) {
            states.put(source, ignored.contains(source) ? ignored(source) : present(source));
        }
        return states;
    }

    private static PathState present(String source) {
        return Files.isRegularFile(Path.of(source)) ? PathState.PRESENT_FILE : PathState.PRESENT;
    }

    private static PathState ignored(String source) {
        return Files.isDirectory(Path.of(source)) ? PathState.IGNORED_DIRECTORY : PathState.IGNORED_FILE;
    }

    private static Set<String> sources(JsonNode model) {
        Set<String> sources = new LinkedHashSet<>();
        for (JsonNode service : model.path("services")) {
            for (JsonNode volume : service.path("volumes")) {
                if (volume.path("type").asText().equals("bind")) {
                    sources.add(volume.path("source").asText());
                }
            }
        }
        sources.addAll(ofVolumes(model));
        return sources;
    }

    /**
     * The paths of this host in which volumes of the stack have their data.
     *
     * @param model the stack as JSON, with absolute paths
     */
    public static Set<String> ofVolumes(JsonNode model) {
        Set<String> devices = new LinkedHashSet<>();
        for (JsonNode volume : model.path("volumes")) {
            String device = volume.path("driver_opts").path("device").asText();
            if (device.startsWith("/")) {
                devices.add(device);
            }
        }
        return devices;
    }
}
