package dev.esb.maven;

import dev.esb.compose.StackFiles;
import dev.esb.environment.ByteSize;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.HostAddress;
import dev.esb.environment.PortRange;
import dev.esb.environment.UnusableValueException;
import dev.esb.parameter.CellValues;
import dev.esb.parameter.ComposeVariables;
import dev.esb.parameter.Entries;
import dev.esb.parameter.EnvFileParameter;
import dev.esb.parameter.LiteralsParameter;
import dev.esb.parameter.WholeNumber;
import dev.esb.plan.PortStrategy;
import dev.esb.plan.StackRequest;
import dev.esb.plan.SubnetPlanner;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of the goals that read a stack. */
abstract class AbstractStackMojo extends AbstractEnvironmentMojo {
    /**
     * The Compose files, later ones over earlier ones, absolute or relative to the module's base directory; on the command line separated
     * by commas. Default: the files that Compose finds in the base directory; if there are none, those in its directory {@code compose}.
     */
    @Parameter(property = "esb.files")
    private List<String> files;

    /** The Compose profiles to activate; on the command line separated by commas. Default: those in {@code COMPOSE_PROFILES}. */
    @Parameter(property = "esb.profiles")
    private List<String> profiles;

    /**
     * The file from which Compose reads variables, absolute or relative to the module's base directory; an error if it cannot be read.
     * Default: {@code .env} beside the first Compose file.
     */
    @Parameter(property = "esb.envFile")
    private String envFile;

    /**
     * The slot, a whole number of at least 1, which gives the same ports and subnets on every machine. An error if another environment
     * holds it, or something else uses one of its ports or subnets. Default: a free slot.
     */
    @Parameter(property = "esb.index")
    private String index;

    /**
     * How ports of the host are chosen. {@code block}: 16 ports of {@code portRange} for each slot. {@code offset}: the port in the
     * Compose file plus 100 for each slot. {@code ephemeral}: a free port that the engine chooses at each start.
     */
    @Parameter(property = "esb.ports", defaultValue = "block")
    private String ports;

    /**
     * The ports for {@code block}, as {@code first-last}, both included. An error if it has fewer ports than the stack needs. The more of
     * 16 ports each that it has, the more environments can be there at once.
     */
    @Parameter(property = "esb.portRange", defaultValue = "20000-32767")
    private String portRange;

    /**
     * The IPv4 addresses from which networks get their subnets, in CIDR notation: private ones (in 10.0.0.0/8, 172.16.0.0/12,
     * 192.168.0.0/16 or 100.64.0.0/10), at least a /18. Each slot has a 1024th of them.
     */
    @Parameter(property = "esb.subnetPool", defaultValue = "10.208.0.0/12")
    private String subnetPool;

    /**
     * The IP address on which the engine publishes ports that the Compose file gives without one. Default: 127.0.0.1 if the engine runs on
     * this machine, the gateway of its network if the build runs in a container beside the engine, else every address. In the environment
     * {@code default}, ports are always published as the file says.
     */
    @Parameter(property = "esb.bind")
    private String bind;

    /**
     * Variables for Compose, in addition to those of Maven's process and those that the environment sets. On the command line one
     * property for each, which comes before the pom: {@code -Desb.environment.LOG_LEVEL=debug}. Default: none.
     */
    @Parameter
    private Map<String, String> environment;

    /**
     * Paths, networks and volumes that all environments use together although each could have its own: paths absolute or relative to the
     * stack's directory, networks and volumes by their key in the Compose file; on the command line separated by commas. A warning if
     * an entry names nothing in the stack, and an error with {@code esb.strict}. Default: none.
     */
    @Parameter(property = "esb.share")
    private List<String> share;

    /**
     * Paths, networks and volumes that each environment gets for itself although they would stay shared: paths absolute or relative to
     * the stack's directory, external networks and volumes by their key in the Compose file; on the command line separated by commas.
     * Each environment begins with what is there; with nothing, where the path is not there or git ignores it. Where a container outside the environment
     * writes to it, the environment begins with a copy, up to {@code esb.copyLimit}, for which that container is paused. A warning if an entry names
     * nothing in the stack, and an error with {@code esb.strict}. Default: none.
     */
    @Parameter(property = "esb.isolate")
    private List<String> isolate;

    /**
     * Which texts such as {@code http://localhost:8080} get the environment's port, where 8080 is a port that the stack publishes:
     * {@code certain} those that certainly mean the host's port, with a finding for each other one; {@code all} (or {@code true}) also those that
     * may mean the container's own; {@code none} (or {@code false}) none, with a finding for each. A variable behind a published port
     * has the environment's port wherever the host's is meant, whatever is set here.
     */
    @Parameter(property = "esb.rewriteLiterals", defaultValue = "certain")
    private String rewriteLiterals;

    /**
     * Paths that git ignores, with what is in which each environment is to begin: absolute or relative to the stack's directory, on the command line
     * separated by commas. What containers write stays in the environment. Without it, such a directory begins empty. A warning if an entry names
     * nothing in the stack, and an error with {@code esb.strict}. Default: none.
     */
    @Parameter(property = "esb.seed")
    private List<String> seed;

    /**
     * The most that is copied of one path that a service mounts, with all that is below it: a number with its unit, KB, MB, GB, TB, KiB, MiB, GiB or
     * TiB. If there is more, it is an error where the engine does not see this machine's files, and where {@code esb.isolate} names what a container outside
     * writes to; where the engine sees the path, but can lay no volume over it, the path stays shared.
     */
    @Parameter(property = "esb.copyLimit", defaultValue = "200MB")
    private String copyLimit;

    @Override
    String skipReason() {
        if (!isBoundToLifecycle()) {
            return "";
        }
        boolean hasStack =
                !files.isEmpty() || hasFileOfCell() || StackFiles.areIn(baseDirectory(), processEnvironment());
        String reason = hasStack ? "" : StackPresence.reasonForNone(project(), pluginKey());
        skippedStacks().put(key(), reason);
        return reason;
    }

    /** Those of an environment of a matrix are for the modules that have them. */
    private boolean hasFileOfCell() {
        List<String> ofCell = CellValues.list(session().getUserProperties(), "files", List.of());
        return !ofCell.isEmpty()
                && Files.exists(baseDirectory()
                        .resolve(Entries.paths("esb.matrix.files", ofCell).get(0)));
    }

    final StackRequest request() {
        return request(key());
    }

    final StackRequest request(EnvironmentKey key) {
        Properties properties = session().getUserProperties();
        IsolationProperties.warnIfWithoutEffect(key, properties, getLog());
        PortStrategy strategy = PortStrategy.parse(ports);
        PortRange range = PortRange.parse(portRange);
        SubnetPlanner subnets = SubnetPlanner.of(subnetPool);
        return new StackRequest(
                key,
                layout(),
                baseDirectory(),
                Entries.paths("esb.files", CellValues.list(properties, "files", files)),
                Entries.read("esb.profiles", CellValues.list(properties, "profiles", profiles)),
                given(envFile).map(text -> EnvFileParameter.read(text, baseDirectory())),
                index(strategy, range, subnets),
                strategy,
                range,
                subnets,
                given(bind).map(HostAddress::read),
                ComposeVariables.read(properties, environment),
                new LinkedHashSet<>(Entries.read("esb.share", share)),
                new LinkedHashSet<>(Entries.read("esb.isolate", isolate)),
                LiteralsParameter.read(rewriteLiterals),
                ByteSize.parse("esb.copyLimit", copyLimit),
                new LinkedHashSet<>(Entries.read("esb.seed", seed)));
    }

    private OptionalInt index(PortStrategy strategy, PortRange range, SubnetPlanner subnets) {
        if (given(index).isEmpty()) {
            return OptionalInt.empty();
        }
        int last = Math.min(strategy.lastSlot(range), subnets.lastSlot());
        return OptionalInt.of(WholeNumber.read(index, 1, last)
                .orElseThrow(() -> new UnusableValueException(
                        "slot",
                        "esb.index",
                        index,
                        "a whole number from 1 to %s, the last slot that has ports and subnets".formatted(last))));
    }
}
