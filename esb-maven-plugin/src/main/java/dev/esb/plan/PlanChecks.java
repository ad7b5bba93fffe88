package dev.esb.plan;

import dev.esb.EsbException;
import dev.esb.environment.Subnet;
import java.util.List;

/** Refuses what the user asks for where there can be no plan for it. */
final class PlanChecks {
    private PlanChecks() {}

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
