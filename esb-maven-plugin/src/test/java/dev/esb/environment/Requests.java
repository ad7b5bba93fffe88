package dev.esb.environment;

import dev.esb.environment.NetworkRequest.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stacks ask for, in short. */
public final class Requests {
    private Requests() {}

    /** {@code base:target/protocol}. */
    public static PortRequest port(String service, int base, int target, String protocol) {
        return new PortRequest(service, target, protocol, "", base, 1, Optional.empty());
    }

    public static PortRequest port(String service, int base, int target) {
        return port(service, base, target, "tcp");
    }

    /** {@code base-(base+count-1):target}. */
    public static PortRequest range(String service, int base, int count, int target) {
        return new PortRequest(service, target, "tcp", "", base, count, Optional.empty());
    }

    /** {@code ${variable:-base}:target}. */
    public static PortRequest variable(String variable, String service, int base, int target) {
        return new PortRequest(service, target, "tcp", "", base, 1, Optional.of(variable));
    }

    public static PortRequest bound(String address, String service, int base, int target) {
        return new PortRequest(service, target, "tcp", address, base, 1, Optional.empty());
    }

    public static NetworkRequest network(String name) {
        return new NetworkRequest(name, List.of(), List.of());
    }

    public static NetworkRequest network(String name, String subnet, String... addresses) {
        return new NetworkRequest(name, List.of(pool(subnet)), List.of(addresses));
    }

    public static Pool pool(String subnet) {
        return new Pool(subnet, Optional.empty(), Map.of());
    }
}
