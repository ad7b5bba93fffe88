package dev.esb.doctor;

import dev.esb.docker.EngineDescription.AddressPool;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.environment.Subnet;
import dev.esb.host.Machine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many networks the engine has, and whether its own pools have subnets left: those that a network gets in {@code default}, and with plain
 * {@code docker compose}. The networks of other environments have theirs from {@code esb.subnetPool}.
 */
record NetworkCheck(EngineFacts facts, Machine machine) implements Check {
    /** Docker's own (<a href="https://docs.docker.com/engine/network/#automatic-subnet-allocation">Automatic subnet allocation</a>). */
    private static final List<AddressPool> DOCKER = List.of(
            new AddressPool("172.17.0.0/16", 16),
            new AddressPool("172.18.0.0/16", 16),
            new AddressPool("172.19.0.0/16", 16),
            new AddressPool("172.20.0.0/14", 16),
            new AddressPool("172.24.0.0/14", 16),
            new AddressPool("172.28.0.0/14", 16),
            new AddressPool("192.168.0.0/16", 20));

    /** A stack has a network or two. */
    private static final int FEW = 3;

    /** A pool is not counted further: nobody uses so many. */
    private static final int MANY = 1024;

    @Override
    public String subject() {
        return "networks";
    }

    @Override
    public List<CheckResult> run() {
        List<Network> networks = facts.networks();
        int others = facts.foreignNetworks().size();
        String found = "%s, %s of no environment"
                .formatted(networks.size() == 1 ? "1 network" : networks.size() + " networks", others);
        if (facts.engine().isPodman()) {
            return List.of(CheckResult.ok(subject(), found));
        }
        Set<Subnet> used = new HashSet<>(PoolCheck.subnets(networks));
        if (facts.isLocal()) {
            used.addAll(machine.routes());
        }
        List<Subnet> all = blocks();
        long free = all.stream()
                .filter(block -> used.stream().noneMatch(block::overlaps))
                .count();
        String withPools = "%s; %s of %s subnets of the engine's own pools are free".formatted(found, free, all.size());
        return List.of(
                free > FEW
                        ? CheckResult.ok(subject(), withPools)
                        : CheckResult.warning(
                                subject(),
                                withPools + ". The environment 'default' and plain 'docker compose' need them.",
                                "Remove networks that no container uses: 'docker network prune'"));
    }

    private List<Subnet> blocks() {
        List<AddressPool> pools =
                facts.engine().pools().isEmpty() ? DOCKER : facts.engine().pools();
        List<Subnet> blocks = new ArrayList<>();
        for (AddressPool pool : pools) {
            Subnet base = Subnet.parse(pool.base());
            if (!base.isIpv6()) {
                long count = 1L << Math.max(0, pool.size() - base.prefix());
                for (long n = 0; n < count && blocks.size() < MANY; n++) {
                    blocks.add(base.block(pool.size(), n));
                }
            }
        }
        return blocks;
    }
}
