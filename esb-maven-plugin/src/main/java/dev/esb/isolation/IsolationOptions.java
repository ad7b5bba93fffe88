package dev.esb.isolation;

import dev.esb.environment.ByteSize;
import dev.esb.environment.EngineFiles;
import dev.esb.environment.LiteralTexts;
import dev.esb.environment.Obstacles;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace;
import dev.esb.environment.StackEntries;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a user decides about the isolation of a stack, and what the host has at the paths that the stack mounts.
 *
 * @param directory the directory of the stack, to which relative paths in {@code share} and {@code isolate} refer
 * @param share paths, and keys of networks and volumes, that all environments are to use together
 * @param isolate paths, and keys of networks and volumes, that each environment is to have for itself
 * @param literals which texts such as {@code localhost:8080} are rewritten
 * @param build the value for the label of the build or process that claims the environment; empty for a preview
 * @param lease the labels of the environment's lease, and of its engine; empty for a preview
 * @param paths the state of the paths that the stack mounts; a path that is not in it counts as {@link PathState#PRESENT}
 * @param kept where the running environment has those paths that it has moved already, whatever is at them now
 * @param hasVolumeOptions whether containers mount volumes as the options of the mount say ({@code subpath}, {@code nocopy})
 * @param engine what the engine sees of this machine's files
 * @param mounted names of the volumes that containers of the running environment mount
 * @param copyLimit the most that is copied of one path, in bytes
 * @param seed paths that git ignores, with what is in which the environment is to begin
 * @param obstacles over what no volume can be laid
 * @param networks what becomes of external networks, by their key; of one that is not in it, no engine was asked
 */
public record IsolationOptions(
        Path directory,
        Set<String> share,
        Set<String> isolate,
        LiteralTexts literals,
        Optional<String> build,
        Map<String, String> lease,
        Map<String, PathState> paths,
        Map<Path, PathPlace> kept,
        boolean hasVolumeOptions,
        EngineFiles engine,
        Set<String> mounted,
        ByteSize copyLimit,
        Set<String> seed,
        Obstacles obstacles,
        Map<String, ExternalNetwork> networks) {

    /** Those for an engine that sees every path as this process does. */
    public IsolationOptions(
            Path directory,
            Set<String> share,
            Set<String> isolate,
            LiteralTexts literals,
            Optional<String> build,
            Map<String, String> lease,
            Map<String, PathState> paths,
            Map<Path, PathPlace> kept,
            boolean hasVolumeOptions) {
        this(
                directory,
                share,
                isolate,
                literals,
                build,
                lease,
                paths,
                kept,
                hasVolumeOptions,
                EngineFiles.ALL,
                Set.of(),
                new ByteSize(0),
                Set.of(),
                Obstacles.NONE,
                Map.of());
    }

    /** The same, where no volume can be laid over these. */
    public IsolationOptions with(Obstacles others) {
        return new IsolationOptions(
                directory,
                share,
                isolate,
                literals,
                build,
                lease,
                paths,
                kept,
                hasVolumeOptions,
                engine,
                mounted,
                copyLimit,
                seed,
                others,
                networks);
    }

    /** The path that the model means, on the file system of the stack. */
    Path path(String source) {
        return PathMove.pathIn(source, directory.getFileSystem());
    }

    /** Whether all environments are to use the network or volume with this key together. */
    boolean shares(String key) {
        return share.contains(key);
    }

    /** Whether each environment is to have the network or volume with this key for itself. */
    boolean isolates(String key) {
        return isolate.contains(key);
    }

    /** Whether all environments are to use this path together. */
    boolean sharesPath(String source) {
        return names(share, source);
    }

    /** Whether each environment is to have this path for itself. */
    boolean isolatesPath(String source) {
        return names(isolate, source);
    }

    /** Whether the environment is to begin with what is at this path, although git ignores it. */
    boolean isSeed(String source) {
        return names(seed, source);
    }

    private boolean names(Set<String> entries, String source) {
        return new StackEntries(directory, entries).hasPath(path(source));
    }
}
