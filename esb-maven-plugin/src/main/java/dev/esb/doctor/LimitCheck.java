package dev.esb.doctor;

import dev.esb.docker.EngineDescription;
import dev.esb.host.Machine;
import java.util.ArrayList;
import java.util.List;

/** What this kind of engine cannot do here: the README's "Known limits". */
record LimitCheck(EngineFacts facts, Machine machine) implements Check {
    /** Above it, no port of a file is one for which root's rights are needed. */
    private static final int FIRST_ORDINARY_PORT = 1024;

    @Override
    public String subject() {
        return "limits";
    }

    @Override
    public List<CheckResult> run() {
        EngineDescription engine = facts.engine();
        List<CheckResult> results = new ArrayList<>();
        if (engine.isPodman() && facts.isLocal() && !machine.hasSystemd()) {
            results.add(
                    CheckResult.warning(
                            "healthchecks",
                            "Podman has systemd run healthchecks, and systemd does not run here: none ever runs by itself. 'esb:up' runs them in its"
                                    + " place, and refuses stacks that wait for 'service_healthy'.",
                            "For such a stack, write 'condition: service_started' in its depends_on, or use Podman on a machine with systemd."));
        }
        if (engine.cgroupDriver().equals("none")) {
            results.add(CheckResult.warning(
                    "cgroups",
                    "Containers have no control groups: limits of memory and processors have no effect, and 'esb:down' waits esb.stopTimeout"
                            + " for processes that ignore their stop signal.",
                    "Run the rootless engine in a session of systemd: 'systemctl --user start docker'"));
        }
        if (engine.isRootless() && facts.isLocal()) {
            machine.firstUnprivilegedPort().ifPresent(port -> lowPorts(port, results));
        }
        if (engine.security().contains("selinux")) {
            results.add(CheckResult.warning(
                    "selinux",
                    "The engine labels containers for SELinux, so they may not read or write paths of the host that are mounted as they are.",
                    "Mount paths with the option z, as in './conf:/etc/app:z', in the Compose file."));
        }
        return results;
    }

    private static void lowPorts(int first, List<CheckResult> results) {
        results.add(
                first < FIRST_ORDINARY_PORT
                        ? CheckResult.ok("low-ports", "The rootless engine publishes ports from %s on".formatted(first))
                        : CheckResult.warning(
                                "low-ports",
                                "The rootless engine publishes no port below %s, as the environment 'default' can have them."
                                        .formatted(first),
                                "Use a name (-Desb.env=NAME), or allow it: 'sudo sysctl -w net.ipv4.ip_unprivileged_port_start=80'"));
    }
}
