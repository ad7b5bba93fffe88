package dev.esb.environment;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What no volume can be laid over.
 *
 * @param directories directories of this machine
 * @param volumes volumes that are made outside the stack, by their name
 */
public record Obstacles(Map<Path, Obstacle> directories, Map<String, Obstacle> volumes) {
    public static final Obstacles NONE = new Obstacles(Map.of(), Map.of());

    public boolean isEmpty() {
        return directories.isEmpty() && volumes.isEmpty();
    }

    /** One of them and its reason, as a sentence without its end; for where there is any. */
    public String first() {
        return Stream.concat(directories.entrySet().stream(), volumes.entrySet().stream())
                .map(each -> "no volume can be laid over '%s', because %s"
                        .formatted(each.getKey(), each.getValue().reason()))
                .findFirst()
                .orElse("");
    }

    /** These and others. */
    public Obstacles and(Obstacles others) {
        Map<Path, Obstacle> allDirectories = new HashMap<>(directories);
        allDirectories.putAll(others.directories);
        Map<String, Obstacle> allVolumes = new HashMap<>(volumes);
        allVolumes.putAll(others.volumes);
        return new Obstacles(allDirectories, allVolumes);
    }
}
