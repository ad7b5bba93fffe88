package dev.esb.host;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.environment.Subnet;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The IPv4 networks that this machine has a route to, without the default route. A subnet of a stack must not overlap with one. */
public final class HostRoutes {
    private static final Path ROUTES = Path.of("/proc/net/route");

    private HostRoutes() {}

    /** Reads the kernel's routing table in {@code /proc/net/route} (proc_pid_net(5)); empty where there is none, as on macOS and Windows. */
    public static List<Subnet> read() {
        return read(ROUTES);
    }

    static List<Subnet> read(Path table) {
        if (!Files.isReadable(table)) {
            return List.of();
        }
        try {
            return parse(Files.readAllLines(table));
        } catch (IOException e) {
            throw new EsbException(
                    "The routes of this host, which the subnets of an environment must not overlap, cannot be read: %s."
                            .formatted(FileProblem.of(e)),
                    e);
        }
    }

    /** The second column is the destination, the eighth its mask, both hexadecimal and in little-endian byte order. */
    static List<Subnet> parse(List<String> lines) {
        List<Subnet> routes = new ArrayList<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] columns = line.trim().split("\\s+");
            if (columns.length > 7) {
                int mask = Integer.reverseBytes(Integer.parseUnsignedInt(columns[7], 16));
                long destination =
                        Integer.toUnsignedLong(Integer.reverseBytes(Integer.parseUnsignedInt(columns[1], 16)));
                if (mask != 0) {
                    routes.add(new Subnet(BigInteger.valueOf(destination), Integer.bitCount(mask), 32));
                }
            }
        }
        return routes;
    }
}
