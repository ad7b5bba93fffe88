package dev.esb.doctor;

import dev.esb.environment.PortRange;
import dev.esb.host.Machine;
import dev.esb.lease.LeaseOverview;
import dev.esb.plan.BlockPorts;
import dev.esb.plan.PortHolder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How many blocks of {@code esb.portRange} are free, and what listens in them that is of no environment. */
record PortCheck(EngineFacts facts, Machine machine, PortRange range) implements Check {
    /** How many ports the text names; each costs a {@code docker} command. */
    private static final int MOST_NAMES = 3;

    /** One free block of so many is little: names are spread over the range, and a stack can take several in a row. */
    private static final int LITTLE = 20;

    @Override
    public String subject() {
        return "ports";
    }

    @Override
    public List<CheckResult> run() {
        LeaseOverview leases = facts.leases();
        int blocks = BlockPorts.slots(range);
        Set<Integer> taken =
                IntStream.rangeClosed(1, blocks).filter(leases::isTaken).boxed().collect(Collectors.toSet());
        if (taken.size() == blocks) {
            // The result of the slots says it.
            return List.of();
        }
        // Of an engine on another machine, this one's ports say nothing.
        List<Integer> foreign = facts.isLocal()
                ? machine.listening(range).stream()
                        .filter(port -> !taken.contains(BlockPorts.slotOf(range, port)))
                        .toList()
                : List.of();
        Set<Integer> used = new HashSet<>(taken);
        foreign.forEach(port -> used.add(BlockPorts.slotOf(range, port)));
        int free = blocks - used.size();
        String found = "In %s, %s of %s blocks of %s ports are free".formatted(range, free, blocks, BlockPorts.BLOCK)
                + (foreign.isEmpty() ? "" : "; in use by others: " + names(foreign))
                + (facts.isLocal() ? "" : "; what else listens on the engine's machine cannot be seen from here");
        if (free * LITTLE >= blocks) {
            return List.of(CheckResult.ok(subject(), found));
        }
        String advice =
                "Name another range (-Desb.portRange=FIRST-LAST), end what uses the ports, or take down what is not needed: 'mvn esb:list'"
                        + " shows it, 'mvn esb:down -Desb.env=NAME' does it.";
        // Where a block has a port of others in it, environments get the rest of it.
        boolean isFull = foreign.size() >= range.size() - taken.size() * BlockPorts.BLOCK;
        return List.of(
                isFull
                        ? CheckResult.error(subject(), found + ".", advice)
                        : CheckResult.warning(subject(), found + ".", advice));
    }

    private String names(List<Integer> ports) {
        PortHolder holder = new PortHolder(facts.docker());
        String names = ports.stream()
                .limit(MOST_NAMES)
                .map(port -> "%s by %s".formatted(port, holder.describe(port)))
                .collect(Collectors.joining(", "));
        return names + (ports.size() > MOST_NAMES ? " and %s more".formatted(ports.size() - MOST_NAMES) : "");
    }
}
