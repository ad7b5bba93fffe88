package dev.esb.environment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of ports of the host, both ends included.
 *
 * @param first the lowest port
 * @param last the highest port
 */
public record PortRange(int first, int last) {
    /**
     * Ends below 32768, from which on Linux gives ports to outgoing connections by default, so that any of them can be in use at any moment
     * (<a href="https://docs.kernel.org/networking/ip-sysctl.html">ip_local_port_range</a>).
     */
    public static final PortRange DEFAULT = new PortRange(20000, 32767);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

    /**
     * Reads {@code 20000-32767}.
     *
     * @throws dev.esb.EsbException when the text is not a range inside 1024-65535
     */
    public static PortRange parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (matcher.matches()) {
            PortRange range = new PortRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            if (range.first >= 1024 && range.last <= 65535 && range.first <= range.last) {
                return range;
            }
        }
        throw new UnusableValueException(
                "port range",
                "esb.portRange",
                text,
                "FIRST-LAST with both ends between 1024 and 65535, such as the default " + DEFAULT);
    }

    /** The number of ports. */
    public int size() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
