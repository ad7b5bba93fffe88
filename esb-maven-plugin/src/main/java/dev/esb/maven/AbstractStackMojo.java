package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.compose.StackFiles;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.PortRange;
import dev.esb.isolation.SubnetPlanner;
import dev.esb.plan.PortStrategy;
import dev.esb.plan.StackRequest;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals have that read a stack. */
abstract class AbstractStackMojo extends AbstractEnvironmentMojo {
    private static final String VARIABLE_PREFIX = "esb.environment.";

    /**
     * The Compose files, later ones over earlier ones; on the command line separated by commas. Default: what Compose itself finds
     * in the module's base directory, then what it finds in its {@code compose} directory.
     */
    @Parameter(property = "esb.files")
    private List<String> files;

    /** The Compose profiles to run; on the command line separated by commas. Default: none but {@code COMPOSE_PROFILES}. */
    @Parameter(property = "esb.profiles")
    private List<String> profiles;

    /** The file that Compose reads variables from. Default: {@code .env} beside the first Compose file. */
    @Parameter(property = "esb.envFile")
    private File envFile;

    /** The slot, instead of a free one: the same ports and subnets on every machine. Default: none. */
    @Parameter(property = "esb.index")
    private Integer index;

    /**
     * How ports of the host are found. {@code block}: whole blocks of 16 ports out of {@code portRange}, the same ones for a name as
     * long as they are free. {@code offset}: the port of the file plus 100 for each slot. {@code ephemeral}: whatever the engine
     * picks.
     */
    @Parameter(property = "esb.ports", defaultValue = "block")
    private String ports;

    /** The ports that {@code block} uses, both ends included. */
    @Parameter(property = "esb.portRange", defaultValue = "20000-32767")
    private String portRange;

    /** Where subnets of networks come from, in CIDR notation; each slot has a 1024th of it. */
    @Parameter(property = "esb.subnetPool", defaultValue = "10.208.0.0/12")
    private String subnetPool;

    /**
     * The address on which ports are published that the file gives without one. Default: 127.0.0.1 where the engine runs on this
     * machine, else every address. {@code default} always publishes as the file says.
     */
    @Parameter(property = "esb.bind")
    private String bind;

    /**
     * Variables for Compose, beside those of the process and of the environment. On the command line one property for each:
     * {@code -Desb.environment.LOG_LEVEL=debug}.
     */
    @Parameter
    private Map<String, String> environment;

    /**
     * What all environments are to use together although it could be isolated: paths, absolute or relative to the stack's directory,
     * and keys of networks and volumes; on the command line separated by commas. Default: nothing.
     */
    @Parameter(property = "esb.share")
    private Set<String> share;

    /**
     * What each environment is to have for itself although it would stay shared: paths, absolute or relative to the stack's
     * directory, and keys of external networks and volumes; on the command line separated by commas. Default: nothing.
     */
    @Parameter(property = "esb.isolate")
    private Set<String> isolate;

    /**
     * Rewrites texts such as {@code localhost:8080} in environment, command and labels, where 8080 is a port that the stack publishes.
     * Without it they are only told of.
     */
    @Parameter(property = "esb.rewriteLiterals", defaultValue = "false")
    private boolean rewriteLiterals;

    final boolean isAggregatorWithoutStack() {
        return !project().getModules().isEmpty()
                && files.isEmpty()
                && !StackFiles.areIn(baseDirectory(), processEnvironment());
    }

    final StackRequest request() {
        return request(key());
    }

    final StackRequest request(EnvironmentKey key) {
        return new StackRequest(
                key,
                layout(),
                baseDirectory(),
                files.stream().map(String::strip).map(Path::of).toList(),
                profiles.stream().map(String::strip).toList(),
                envFile(),
                index(),
                PortStrategy.parse(ports),
                PortRange.parse(portRange),
                SubnetPlanner.of(subnetPool),
                Optional.ofNullable(bind),
                variables(),
                share,
                isolate,
                rewriteLiterals);
    }

    private Optional<Path> envFile() {
        if (envFile != null && !Files.isReadable(envFile.toPath())) {
            throw new EsbException("The file '%s' (esb.envFile) is not there or cannot be read.".formatted(envFile));
        }
        return Optional.ofNullable(envFile).map(File::toPath);
    }

    private OptionalInt index() {
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** The command line comes before the pom. */
    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        if (environment != null) {
            environment.forEach((name, value) -> variables.put(name, value == null ? "" : value));
        }
        session().getUserProperties().forEach((name, value) -> {
            if (name.toString().startsWith(VARIABLE_PREFIX)) {
                variables.put(name.toString().substring(VARIABLE_PREFIX.length()), value.toString());
            }
        });
        return variables;
    }
}
