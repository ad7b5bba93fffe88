package dev.esb.docker;

import dev.esb.Commands;
import dev.esb.EsbException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Docker of the machine that runs the tests. Conditions for tests that need it, which are skipped elsewhere. */
public final class InstalledDocker {
    public static final DockerCli CLI = new DockerCli(Path.of("."), line -> {});

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

    public static boolean isPodman() {
        return hasEngine() && Engine.check(CLI, Map.of()).isPodman();
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
