package dev.esb.doctor;

import dev.esb.environment.PortRange;
import dev.esb.host.Machine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the kernel gives ports of {@code esb.portRange} to outgoing connections, which can then have any of them at any moment. */
record OutgoingPortCheck(Machine machine, PortRange range, boolean local) implements Check {
    private static final Pattern ENTRY = Pattern.compile("\\d{1,5}(-\\d{1,5})?");

    @Override
    public String subject() {
        return "outgoing-ports";
    }

    @Override
    public List<CheckResult> run() {
        Optional<PortRange> outgoing = machine.outgoingPorts();
        if (!local || outgoing.isEmpty()) {
            return List.of();
        }
        PortRange common = new PortRange(
                Math.max(range.first(), outgoing.get().first()),
                Math.min(range.last(), outgoing.get().last()));
        String reserved = machine.reservedPorts();
        boolean isSafe = common.first() > common.last()
                || Arrays.stream(reserved.split(",")).anyMatch(entry -> covers(entry, common));
        return List.of(
                isSafe
                        ? CheckResult.ok(
                                subject(),
                                "Outgoing connections have none of %s, but %s".formatted(range, outgoing.get()))
                        : CheckResult.warning(
                                subject(),
                                "Outgoing connections can have the ports %s of the range %s (net.ipv4.ip_local_port_range)."
                                        .formatted(common, range),
                                ("Keep them from it: 'sudo sysctl -w net.ipv4.ip_local_reserved_ports=%s',"
                                                + " or name a range below %s: -Desb.portRange=FIRST-LAST")
                                        .formatted(
                                                reserved.isEmpty() ? common : reserved + "," + common,
                                                outgoing.get().first())));
    }

    private static boolean covers(String entry, PortRange ports) {
        if (!ENTRY.matcher(entry).matches()) {
            return false;
        }
        String[] ends = entry.split("-");
        return Integer.parseInt(ends[0]) <= ports.first() && ports.last() <= Integer.parseInt(ends[ends.length - 1]);
    }
}
