package dev.esb.plan;

import dev.esb.EsbException;
import dev.esb.environment.PortRange;
import java.util.Arrays;
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
     * @throws EsbException when there is no such strategy
     */
    public static PortStrategy parse(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            String names = Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
            throw new EsbException("The port strategy '%s' (esb.ports) is not known. Choose one of: %s."
                    .formatted(text, names.toLowerCase(Locale.ROOT)));
        }
    }

    PortPlanner planner(PortRange range, String bind) {
        return switch (this) {
            case BLOCK -> new BlockPorts(range, bind);
            case OFFSET -> new OffsetPorts(bind);
            case EPHEMERAL -> new EphemeralPorts(bind);
        };
    }
}
