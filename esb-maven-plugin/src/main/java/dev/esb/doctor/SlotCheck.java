package dev.esb.doctor;

import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.PortRange;
import dev.esb.lease.LeaseOverview;
import dev.esb.plan.BlockPorts;
import dev.esb.plan.SubnetPlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How many environments there are, how many slots they leave, and whether their leases are in order. */
record SlotCheck(EngineFacts facts, PortRange ports, SubnetPlanner subnets) implements Check {
    private static final String LEASES = "leases";

    @Override
    public String subject() {
        return "slots";
    }

    @Override
    public List<CheckResult> run() {
        LeaseOverview leases = facts.leases();
        List<CheckResult> results = new ArrayList<>();
        results.add(room(leases));
        leases.unreadable()
                .forEach(lease -> results.add(CheckResult.warning(
                        LEASES,
                        "The lease in the volume '%s' cannot be read, and its slot counts as taken."
                                .formatted(lease.volume()),
                        lease.advice())));
        leases.lost().forEach(key -> results.add(lost(key)));
        return results;
    }

    private CheckResult room(LeaseOverview leases) {
        int last = Math.min(BlockPorts.slots(ports), subnets.lastSlot());
        int taken = (int) IntStream.rangeClosed(1, last).filter(leases::isTaken).count();
        int environments = leases.all().size();
        String found = "%s, %s of %s slots are taken"
                .formatted(environments == 1 ? "1 environment" : environments + " environments", taken, last);
        return taken < last
                ? CheckResult.ok(subject(), found)
                : CheckResult.error(
                        subject(),
                        found + ".",
                        "'mvn esb:list' shows who holds them; take down what is not needed (mvn esb:down -Desb.env=NAME), or name a wider"
                                + " range of ports (-Desb.portRange=FIRST-LAST).");
    }

    private static CheckResult lost(EnvironmentKey key) {
        return CheckResult.warning(
                LEASES,
                "The environment '%s' has lost its lease: its containers are there, and the volume that holds its slot is gone."
                        .formatted(key),
                "Have it made anew from the containers: 'mvn esb:list'. What removes such volumes is 'docker volume prune --all'.");
    }
}
