package dev.esb.plan;

import dev.esb.environment.NetworkRequest;
import dev.esb.environment.NetworkRequest.Pool;
import dev.esb.environment.Subnet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An address pool of a network, which gets one subnet.
 *
 * @param request the network
 * @param index the pool's place in the file; the one after the last is the IPv4 pool that a network without one gets
 */
record AddressPool(NetworkRequest request, int index) {

    /** The file's pools, and an IPv4 one if it has none: otherwise the engine would use up one of its own few. */
    static List<AddressPool> of(NetworkRequest request) {
        boolean hasIpv4 =
                request.pools().stream().anyMatch(pool -> !pool.subnet().contains(":"));
        return IntStream.range(0, request.pools().size() + (hasIpv4 ? 0 : 1))
                .mapToObj(index -> new AddressPool(request, index))
                .toList();
    }

    /** The pools of all networks. */
    static List<AddressPool> of(List<NetworkRequest> requests) {
        return requests.stream().flatMap(request -> of(request).stream()).toList();
    }

    boolean isIpv6() {
        return text().contains(":");
    }

    /** The subnet in the file. */
    Optional<Subnet> written() {
        return text().isEmpty() ? Optional.empty() : Optional.of(Subnet.parse(text()));
    }

    /**
     * The number of IPv4 addresses up to the highest static one and the broadcast address after it, as a power of two; 0 where the file has
     * no subnet.
     */
    long needed() {
        if (text().isEmpty()) {
            return 0;
        }
        Pool pool = request.pools().get(index);
        Subnet written = Subnet.parse(pool.subnet());
        List<String> used = new ArrayList<>(pool.inside().values());
        used.addAll(request.addresses());
        BigInteger end = BigInteger.ZERO;
        for (String text : used) {
            Subnet block = Subnet.parse(text);
            if (written.contains(block)) {
                end = end.max(block.first().add(block.size()).subtract(written.first()));
            }
        }
        // A range that reaches the end of its subnet already contains the broadcast address.
        BigInteger room = end.equals(written.size()) ? end : end.add(BigInteger.ONE);
        return 1L << room.subtract(BigInteger.ONE).bitLength();
    }

    private String text() {
        return index < request.pools().size() ? request.pools().get(index).subnet() : "";
    }
}
