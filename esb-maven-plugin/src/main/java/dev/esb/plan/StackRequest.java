package dev.esb.plan;

import dev.esb.environment.ByteSize;
import dev.esb.environment.Directories;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.LiteralTexts;
import dev.esb.environment.PortRange;
import dev.esb.isolation.StackVariables;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The stack that is to run, its environment, and the options of the user.
 *
 * @param key the environment
 * @param layout where this user's environments have their directories
 * @param baseDirectory the directory of the module, against which relative paths of {@code files} are resolved
 * @param files the Compose files, later ones over earlier ones; empty to look for them in {@code baseDirectory}
 * @param profiles the Compose profiles to activate
 * @param envFile the file that Compose reads instead of {@code .env}; empty for {@code .env}
 * @param index the slot that the user asked for ({@code esb.index}); empty for any
 * @param ports how ports of the host are chosen
 * @param portRange the ports for {@link PortStrategy#BLOCK}
 * @param subnets the pool that subnets come from
 * @param bind the address for ports that the file gives without one; empty for 127.0.0.1 with an engine on this machine, the gateway
 *     in a container beside it, else every address
 * @param variables variables for Compose, in addition to those of this process and of the environment
 * @param share paths, and keys of networks and volumes, that all environments use together
 * @param isolate paths, and keys of networks and volumes, that each environment gets for itself
 * @param literals which texts such as {@code localhost:8080} get the moved port
 * @param copyLimit the most that is copied of one path, because the engine does not see it or can lay no volume over it
 * @param seed paths that git ignores, with what is in which the environment begins
 */
public record StackRequest(
        EnvironmentKey key,
        DirectoryLayout layout,
        Path baseDirectory,
        List<Path> files,
        List<String> profiles,
        Optional<Path> envFile,
        OptionalInt index,
        PortStrategy ports,
        PortRange portRange,
        SubnetPlanner subnets,
        Optional<String> bind,
        Map<String, String> variables,
        Set<String> share,
        Set<String> isolate,
        LiteralTexts literals,
        ByteSize copyLimit,
        Set<String> seed) {
    /** {@code esb.copyLimit}, if the user does not say. */
    public static final ByteSize DEFAULT_COPY_LIMIT = new ByteSize(200_000_000);

    /** The stack in a directory, with the default of every parameter. */
    public static StackRequest of(EnvironmentKey key, DirectoryLayout layout, Path baseDirectory) {
        return new StackRequest(
                key,
                layout,
                baseDirectory,
                List.of(),
                List.of(),
                Optional.empty(),
                OptionalInt.empty(),
                PortStrategy.BLOCK,
                PortRange.DEFAULT,
                new SubnetPlanner(SubnetPlanner.DEFAULT_POOL),
                Optional.empty(),
                Map.of(),
                Set.of(),
                Set.of(),
                LiteralTexts.CERTAIN,
                DEFAULT_COPY_LIMIT,
                Set.of());
    }

    /** This request with other files. */
    public StackRequest withFiles(List<Path> others) {
        return copy(others, profiles, index);
    }

    /** This request with other profiles. */
    public StackRequest withProfiles(List<String> others) {
        return copy(files, others, index);
    }

    /** This request with another pinned slot. */
    public StackRequest withIndex(OptionalInt other) {
        return copy(files, profiles, other);
    }

    private StackRequest copy(List<Path> newFiles, List<String> newProfiles, OptionalInt newIndex) {
        return new StackRequest(
                key,
                layout,
                baseDirectory,
                newFiles,
                newProfiles,
                envFile,
                newIndex,
                ports,
                portRange,
                subnets,
                bind,
                variables,
                share,
                isolate,
                literals,
                copyLimit,
                seed);
    }

    /** The directories of this environment. */
    public Directories directories() {
        return layout.of(key);
    }

    /** Whether the plan may change when a port or subnet is in use: in {@code default} and in a pinned slot it may not. */
    public boolean mayMove() {
        return !key.name().isDefault() && index.isEmpty();
    }

    /** The variables that the files can use before ports and subnets are planned. */
    public Map<String, String> variablesBeforePlan() {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(StackVariables.of(key, directories()));
        return all;
    }
}
