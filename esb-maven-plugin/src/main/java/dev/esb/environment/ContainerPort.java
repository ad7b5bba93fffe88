package dev.esb.environment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of a container, as a user names it.
 *
 * @param number from 1 to 65535
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 */
public record ContainerPort(int number, String protocol) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,5})(?:/(tcp|udp|sctp))?");
    private static final int LAST = 65535;

    /**
     * Reads {@code 80} or {@code 80/udp}.
     *
     * @param property the user property, for the message
     * @throws dev.esb.EsbException when it is no port
     */
    public static ContainerPort read(String property, String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (matcher.matches()) {
            int number = Integer.parseInt(matcher.group(1));
            if (number >= 1 && number <= LAST) {
                return new ContainerPort(number, matcher.group(2) == null ? "tcp" : matcher.group(2));
            }
        }
        throw new UnusableValueException(
                "port", property, text, "a port of the container, from 1 to 65535, such as 80 or 53/udp");
    }

    /** As it is read: {@code 80}, {@code 53/udp}. */
    @Override
    public String toString() {
        return protocol.equals("tcp") ? String.valueOf(number) : number + "/" + protocol;
    }
}
