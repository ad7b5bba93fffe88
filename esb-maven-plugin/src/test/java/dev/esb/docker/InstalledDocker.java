package dev.esb.docker;

import dev.esb.Commands;
import dev.esb.EsbException;
import dev.esb.engine.Engine;
import dev.esb.engine.EnginePlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The Docker of the machine that runs the tests. Conditions for tests that need it, which are skipped elsewhere. */
public final class InstalledDocker {
    public static final DockerCli CLI = new DockerCli(Path.of("."), line -> {});

    /** What says where the engine is, and nothing that a stack could use. */
    public static final Map<String, String> VARIABLES = System.getenv().entrySet().stream()
            .filter(variable -> variable.getKey().startsWith("DOCKER_"))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private InstalledDocker() {}

    /** One whose commands see these variables and no others. */
    public static DockerCli with(Map<String, String> variables) {
        return new DockerCli("docker", variables, Path.of("."), line -> {});
    }

    public static boolean hasEngine() {
        return !info().engineVersion().isEmpty();
    }

    public static boolean hasVolumeOptions() {
        return hasEngine() && info().hasVolumeOptions();
    }

    /** Whether files have the same numbers of owner and group in containers as on the engine's machine. */
    public static boolean hasOwnersOfMachine() {
        return info().volumes().hasOwnersOfMachine();
    }

    public static boolean isPodman() {
        return hasEngine() && Engine.check(CLI, VARIABLES).isPodman();
    }

    /** Whether the engine publishes ports in the network of the tests, where their own sockets can be in the way. */
    public static boolean sharesNetwork() {
        return hasEngine() && place().isNetworkOfThisProcess();
    }

    /** Whether the engine can mount a path of the tests. */
    public static boolean sees(Path path) {
        return place().path(path.toAbsolutePath().normalize()).isPresent();
    }

    /** Whether the processes of its containers can be seen in {@code /proc}. */
    public static boolean showsProcesses() {
        return hasEngine() && place() instanceof EnginePlace.Here here && here.isOfThisMachine();
    }

    public static EnginePlace place() {
        return Engine.check(CLI, VARIABLES).place();
    }

    /** Whether containers have control groups, which a rootless engine gives them only with systemd. */
    public static boolean hasCgroups() {
        return !"none\n".equals(Commands.output(List.of("docker", "info", "--format", "{{.CgroupDriver}}")));
    }

    public static boolean hasCompose() {
        return !info().composeVersion().isEmpty();
    }

    public static String composeVersion() {
        return info().composeVersion();
    }

    public static boolean hasCompose(int major, int minor) {
        return new Version(major, minor).isReachedBy(composeVersion());
    }

    private static EngineInfo info() {
        try {
            return CLI.run(new EngineCommand.Info());
        } catch (EsbException | DockerException noDocker) {
            return new EngineCommand.Info().parse("{}");
        }
    }
}
