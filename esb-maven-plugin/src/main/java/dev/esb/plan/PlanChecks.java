package dev.esb.plan;

import dev.esb.EsbException;
import dev.esb.environment.Subnet;
import dev.esb.host.HostPorts;
import java.util.List;

/** Refuses what the user asks for where there can be no plan for it. */
final class PlanChecks {
    private PlanChecks() {}

    /**
     * @param address where ports are to be published, on the machine on which the engine and this process run
     * @throws EsbException when it is an address of another machine, or of none
     */
    static void requireOnThisMachine(String address) {
        if (!HostPorts.canBind(address)) {
            throw new EsbException(
                    "The address '%s' (esb.bind) is none of this machine, on which the engine runs: no port can be published on it. Name one of its own ('ip address' lists them), 127.0.0.1 for this machine alone, or 0.0.0.0 for every IPv4 address that it has."
                            .formatted(address));
        }
    }

    /** @throws EsbException when the pool lies in a subnet that something else uses */
    static void requireRoomIn(Subnet pool, List<Subnet> occupied) {
        for (Subnet subnet : occupied) {
            if (subnet.contains(pool)) {
                throw new EsbException(
                        "The subnet pool %s (esb.subnetPool) lies in %s, which this host or engine uses already."
                                        .formatted(pool, subnet)
                                + " Name a part of the private address space that is free here: -Desb.subnetPool=172.24.0.0/14");
            }
        }
    }
}
