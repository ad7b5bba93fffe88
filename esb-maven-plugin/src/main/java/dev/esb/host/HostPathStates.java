package dev.esb.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.environment.PathMove;
import dev.esb.isolation.PathState;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out about the paths of this host that a stack mounts: whether they exist, and whether git ignores them. */
public final class HostPathStates {
    private static final Path SELINUX = Path.of("/sys/fs/selinux/enforce");

    private final GitIgnore gitIgnore;
    private final MountPoints mountPoints;
    private final boolean hasSelinux;

    public HostPathStates(GitIgnore gitIgnore) {
        this(gitIgnore, MountPoints.ofThisProcess(), Files.exists(SELINUX));
    }

    HostPathStates(GitIgnore gitIgnore, MountPoints mountPoints, boolean hasSelinux) {
        this.gitIgnore = gitIgnore;
        this.mountPoints = mountPoints;
        this.hasSelinux = hasSelinux;
    }

    /**
     * The state of every path that a service or a volume of the stack mounts. Runs git only where there is a path that exists.
     *
     * @param model the stack as JSON, with absolute paths
     */
    public Map<String, PathState> of(JsonNode model) {
        Map<String, PathState> states = new HashMap<>();
        Map<String, String> existing = new LinkedHashMap<>();
        FileSystem files = gitIgnore.directory().getFileSystem();
        for (String source : sources(model)) {
            Path path = PathMove.pathIn(source, files);
            // A path that this process may not look at can exist, so it does not count as missing.
            if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
                states.put(source, PathState.MISSING);
            } else {
                existing.put(source, path.toString());
            }
        }
        Set<String> ignored = gitIgnore.among(List.copyOf(existing.values()));
        Set<String> labelled = hasSelinux ? labelled(model) : Set.of();
        existing.forEach((source, text) -> {
            Path path = files.getPath(text);
            boolean isFile = Files.isRegularFile(path);
            if (ignored.contains(text)) {
                states.put(source, ignored(isFile));
            } else if (isFile) {
                states.put(source, PathState.PRESENT_FILE);
            } else {
                boolean isUsual = Files.isDirectory(path) && !mountPoints.areBelow(path) && !labelled.contains(source);
                states.put(source, isUsual ? PathState.PRESENT : PathState.PRESENT_OTHER);
            }
        });
        return states;
    }

    /** The paths that a mount has the engine label for containers: the label of a volume over one says nothing of the files in it. */
    private static Set<String> labelled(JsonNode model) {
        Set<String> labelled = new LinkedHashSet<>();
        for (JsonNode service : model.path("services")) {
            for (JsonNode volume : service.path("volumes")) {
                if (volume.path("bind").hasNonNull("selinux")) {
                    labelled.add(volume.path("source").asText());
                }
            }
        }
        return labelled;
    }

    private static PathState ignored(boolean isFile) {
        return isFile ? PathState.IGNORED_FILE : PathState.IGNORED_DIRECTORY;
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
