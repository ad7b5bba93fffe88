package dev.esb.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of a container that the engine publishes on a port of its host.
 *
 * @param hostAddress the address of the host that the port is bound to, such as {@code 127.0.0.1}, {@code 0.0.0.0} or {@code ::}
 * @param published the port of the host
 * @param target the port of the container
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 */
public record PortBinding(String hostAddress, int published, int target, String protocol) {
    // 127.0.0.1:20272->443/tcp; docker ps joins consecutive ports: 0.0.0.0:9000-9002->9000-9002/tcp
    private static final Pattern BINDING = Pattern.compile("(.*):(\\d+)(?:-(\\d+))?->(\\d+)(?:-\\d+)?/(\\w+)");

    /** Reads the {@code PORTS} column of {@code docker ps}, without the ports that are exposed and not published. */
    static List<PortBinding> parse(String column) {
        List<PortBinding> bindings = new ArrayList<>();
        for (String entry : column.split(", ")) {
            Matcher matcher = BINDING.matcher(entry);
            if (matcher.matches()) {
                String address = matcher.group(1).replaceAll("[\\[\\]]", "");
                int first = Integer.parseInt(matcher.group(2));
                int last = matcher.group(3) == null ? first : Integer.parseInt(matcher.group(3));
                int target = Integer.parseInt(matcher.group(4));
                for (int port = first; port <= last; port++) {
                    bindings.add(new PortBinding(address, port, target + port - first, matcher.group(5)));
                }
            }
        }
        return bindings;
    }
}
