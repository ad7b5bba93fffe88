package dev.esb.moved;

import dev.esb.docker.ComposeLabels;
import dev.esb.docker.VolumeCommand.Described;
import dev.esb.environment.EnvironmentLabels;
import dev.esb.environment.Obstacle;
import dev.esb.environment.Obstacles;
import dev.esb.environment.PathVolume;
import dev.esb.environment.VolumeOverlay;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A volume that is laid over a directory of the host, or over another volume.
 *
 * @param name of the volume
 * @param key in the rendered file
 * @param directory the directory below it; empty where there is a volume below it
 * @param external the volume below it; empty where there is a directory
 */
record Overlay(String name, String key, Optional<Path> directory, Optional<String> external) {
    private static final String UPPER = ".upper";
    private static final String WORK = ".work";

    static Overlay of(PathVolume volume, String project) {
        return new Overlay(volume.name(project), volume.key(), Optional.of(volume.path()), Optional.empty());
    }

    static Overlay of(VolumeOverlay volume) {
        return new Overlay(volume.name(), volume.key(), Optional.empty(), Optional.of(volume.external()));
    }

    /** The one that a volume says to be. */
    static Overlay of(Described volume) {
        Map<String, String> labels = volume.labels();
        return new Overlay(
                volume.name(),
                labels.get(ComposeLabels.VOLUME),
                Optional.ofNullable(labels.get(EnvironmentLabels.PATH)).map(Path::of),
                Optional.ofNullable(labels.get(EnvironmentLabels.BELOW)));
    }

    /** The volume that has what containers write. */
    String upper() {
        return name + UPPER;
    }

    /** The volume that the kernel needs beside that. */
    String work() {
        return name + WORK;
    }

    /** All that it consists of. */
    List<String> volumes() {
        return List.of(name, upper(), work());
    }

    /** What says on the engine what it is of. */
    Map<String, String> sourceLabels() {
        return directory
                .map(path -> Map.of(EnvironmentLabels.PATH, path.toString()))
                .orElseGet(() -> Map.of(EnvironmentLabels.BELOW, external.orElseThrow()));
    }

    /** What is below it, for a message. */
    String below() {
        return directory.map(Path::toString).or(() -> external).orElseThrow();
    }

    /** That it is not made. */
    Obstacles prevented(String reason, Obstacle.Kind kind) {
        Obstacle obstacle = new Obstacle(reason, kind);
        return directory
                .map(path -> new Obstacles(Map.of(path, obstacle), Map.of()))
                .orElseGet(() -> new Obstacles(Map.of(), Map.of(external.orElseThrow(), obstacle)));
    }
}
