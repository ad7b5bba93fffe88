package dev.esb.plan;

import dev.esb.environment.PortRange;
import dev.esb.environment.UnusableValueException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the ports of the host are chosen ({@code esb.ports}). */
public enum PortStrategy {
    /** A block of 16 ports for each slot. */
    BLOCK,
    /** The port in the Compose file plus 100 for each slot. */
    OFFSET,
    /** A free port that the engine chooses. */
    EPHEMERAL;

    /**
     * The strategy with a name, in upper or lower case.
     *
     * @throws dev.esb.EsbException when there is no such strategy
     */
    public static PortStrategy parse(String text) {
        try {
            return valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            String names = Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
            throw new UnusableValueException(
                    "port strategy", "esb.ports", text, "one of: " + names.toLowerCase(Locale.ROOT));
        }
    }

    /** The highest slot for which there are ports, whatever stack it is. */
    public int lastSlot(PortRange range) {
        return planner(range, "").lastSlot(List.of());
    }

    PortPlanner planner(PortRange range, String bind) {
        return switch (this) {
            case BLOCK -> new BlockPorts(range, bind);
            case OFFSET -> new OffsetPorts(bind);
            case EPHEMERAL -> new EphemeralPorts(bind);
        };
    }
}
