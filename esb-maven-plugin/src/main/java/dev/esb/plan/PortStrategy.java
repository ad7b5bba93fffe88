package dev.esb.plan;

import dev.esb.environment.PortRange;
import dev.esb.isolation.BlockPorts;
import dev.esb.isolation.EphemeralPorts;
import dev.esb.isolation.OffsetPorts;
import dev.esb.isolation.PortPlanner;

/** How an environment gets its ports. */
public enum PortStrategy {
    /** Whole blocks of ports, one for each slot. */
    BLOCK,
    /** The written port plus a distance for each slot. */
    OFFSET,
    /** Whatever the engine picks. */
    EPHEMERAL;

    PortPlanner planner(PortRange range, String bind) {
        return switch (this) {
            case BLOCK -> new BlockPorts(range, bind);
            case OFFSET -> new OffsetPorts(bind);
            case EPHEMERAL -> new EphemeralPorts(bind);
        };
    }
}
