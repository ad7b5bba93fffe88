package dev.esb.plan;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.environment.Subnet;
import dev.esb.isolation.UnmatchedEntries;
import dev.esb.isolation.UnmatchedEntries.Mention;
import dev.esb.lease.SlotDemand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Refuses what the user asks for where there can be no plan for it. */
public final class PlanChecks {
    /** Private address space (RFC 1918) to advise, in parts that networks of companies and routers use rarely. */
    private static final List<Subnet> PRIVATE = Stream.of(
                    "10.208.0.0/12", "172.24.0.0/14", "10.96.0.0/12", "172.20.0.0/14", "192.168.128.0/18")
            .map(Subnet::parse)
            .toList();

    private PlanChecks() {}

    /**
     * Says which entries of {@code esb.share}, {@code esb.isolate} and {@code esb.seed} match nothing.
     *
     * @throws EsbException when there are any and {@code isStrict}
     */
    public static void entries(
            StackRequest request, Stack stack, StackFiles files, boolean isStrict, Reporter reporter) {
        Map<String, Set<String>> entries = new LinkedHashMap<>();
        entries.put("esb.share", request.share());
        entries.put("esb.isolate", request.isolate());
        entries.put("esb.seed", request.seed());
        List<Mention> unmatched = UnmatchedEntries.of(stack.model(), stack.raw(), files.directory(), entries);
        List<String> certain =
                unmatched.stream().filter(Mention::isCertain).map(Mention::text).toList();
        if (isStrict && !certain.isEmpty()) {
            throw new EsbException(String.join(" ", certain));
        }
        unmatched.forEach(entry -> reporter.warn(entry.text()));
    }

    /**
     * @param project the Compose project of the environment, whose own networks are not in the way
     * @throws EsbException when the pool lies in a subnet that something else uses
     */
    static void requireRoomIn(Subnet pool, OccupiedSubnets occupied, String project) {
        List<Subnet> foreign = occupied.except(project);
        for (Subnet subnet : foreign) {
            if (subnet.contains(pool)) {
                throw new EsbException(
                        "The subnet pool %s (esb.subnetPool) lies in %s, which is in use by %s."
                                .formatted(pool, subnet, occupied.holder(subnet)),
                        anotherPool(foreign));
            }
        }
    }

    static String anotherPool(List<Subnet> foreign) {
        return "Name a part of the private address space that is free here%s."
                .formatted(PRIVATE.stream()
                        .filter(part -> foreign.stream().noneMatch(part::overlaps))
                        .findFirst()
                        .map(part -> ", such as -Desb.subnetPool=" + part)
                        .orElse(""));
    }

    /** @throws EsbException when there are too few slots for the stack, whether they are free or not */
    static void requireSlots(SlotDemand demand, StackRequest request) {
        if (demand.slots().findAny().isPresent()) {
            return;
        }
        int needed = Math.max(demand.count(), demand.alignment() + demand.count() - 1);
        throw new EsbException("The stack needs %s, and %s. %s"
                .formatted(
                        demand.alignment() > 1
                                ? "%s slots in a row for its networks, from a multiple of %s on"
                                        .formatted(demand.count(), demand.alignment())
                                : "%s slots in a row".formatted(demand.count()),
                        demand.last() == 1 ? "there is one" : "there are %s".formatted(demand.last()),
                        advice(needed, request)));
    }

    private static String advice(int needed, StackRequest request) {
        if (needed > request.subnets().lastSlot()) {
            return "Publish fewer ports.";
        }
        int ports = (needed + 1) * BlockPorts.BLOCK;
        return switch (request.ports()) {
            case BLOCK ->
                "A slot is %s ports of the port range %s (esb.portRange): name a wider one, such as one of %s ports."
                        .formatted(BlockPorts.BLOCK, request.portRange(), ports);
            case OFFSET, EPHEMERAL -> "Give its networks smaller subnets, or name a larger pool (esb.subnetPool).";
        };
    }
}
