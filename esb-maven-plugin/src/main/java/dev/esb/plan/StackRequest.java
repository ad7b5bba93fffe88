package dev.esb.plan;

import dev.esb.environment.Directories;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.PortRange;
import dev.esb.isolation.StackVariables;
import dev.esb.isolation.SubnetPlanner;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which stack is to run in which environment, and how.
 *
 * @param layout where this user's environments have their directories
 * @param baseDirectory where relative paths begin
 * @param files the Compose files; empty to look for them
 * @param profiles the profiles that are asked for
 * @param envFile what Compose reads instead of {@code .env}
 * @param index the slot that the user insists on
 * @param bind the address for ports that were written without one; empty to choose by the engine's place
 * @param variables variables for Compose, beside those of the environment
 * @param share paths, and keys of networks and volumes, that all environments are to use together
 * @param isolate paths, and keys of networks and volumes, that each environment is to have for itself
 * @param rewriteLiterals whether texts such as {@code localhost:8080} are rewritten, too
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
        boolean rewriteLiterals) {

    /** The stack of a directory, with the defaults of every parameter. */
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
                false);
    }

    /** The same with these files. */
    public StackRequest withFiles(List<Path> others) {
        return copy(others, profiles, index);
    }

    /** The same with these profiles. */
    public StackRequest withProfiles(List<String> others) {
        return copy(files, others, index);
    }

    /** The same in a slot that the user insists on. */
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
                rewriteLiterals);
    }

    /** Where this environment keeps files. */
    public Directories directories() {
        return layout.of(key);
    }

    /** Whether another slot, or another place in it, would do as well. */
    public boolean mayMove() {
        return !key.name().isDefault() && index.isEmpty();
    }

    /** What the files may use before ports and subnets are known. */
    public Map<String, String> variablesBeforePlan() {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(StackVariables.of(key, directories()));
        return all;
    }
}
