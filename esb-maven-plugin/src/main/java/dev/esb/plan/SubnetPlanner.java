package dev.esb.plan;

import dev.esb.EsbException;
import dev.esb.environment.NetworkRequest;
import dev.esb.environment.NetworkRequest.Pool;
import dev.esb.environment.Subnet;
import dev.esb.environment.SubnetAssignment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which subnets an environment gets: equal parts of its slot's range in the pool.
 *
 * <p>A slot's range is a 1024th of the pool. Where the file has static addresses, the subnet is made large enough for their host parts. A
 * stack that needs more addresses than its slot's range has takes several slots in a row. IPv6 subnets are blocks of 64 bits of one
 * unique local prefix (RFC 4193), which has room for every slot, so there is no parameter for it.
 *
 * @param pool the IPv4 addresses that are divided among the slots
 */
public record SubnetPlanner(Subnet pool) {
    /**
     * Private address space (RFC 1918) that Docker's default pools do not use, and home routers and company networks rarely do.
     */
    public static final Subnet DEFAULT_POOL = Subnet.parse("10.208.0.0/12");

    /** The pool is divided among 2^10 slots. */
    private static final int SLOT_BITS = 10;

    /** The prefix length of the smallest subnet that a network gets: 16 addresses. */
    private static final int SMALLEST_PREFIX = 28;

    /** The prefix length of the largest subnet that a network without static addresses gets: 256 addresses. */
    private static final int LARGEST_COMMON_PREFIX = 24;

    private static final String IPV6_PREFIX = "fdeb:5b00::/32";

    /**
     * Reads the parameter {@code subnetPool}, such as {@code 10.208.0.0/12}.
     *
     * @throws EsbException when it is not an IPv4 subnet of at least 2^14 addresses (a smallest subnet for each slot)
     */
    public static SubnetPlanner of(String text) {
        try {
            Subnet pool = Subnet.parse(text.strip());
            if (!pool.isIpv6() && pool.prefix() <= SMALLEST_PREFIX - SLOT_BITS) {
                return new SubnetPlanner(pool);
            }
        } catch (IllegalArgumentException e) {
            // The exception below has the same message as for a pool that is too small.
        }
        throw new EsbException(
                "The subnet pool '%s' (esb.subnetPool) is not usable: it has to be an IPv4 subnet with a prefix of at"
                                .formatted(text)
                        + " most /%d, such as the default %s.".formatted(SMALLEST_PREFIX - SLOT_BITS, DEFAULT_POOL));
    }

    /** The highest slot that has a range. */
    public int lastSlot() {
        return (1 << SLOT_BITS) - 1;
    }

    /**
     * The number of slots in a row that these networks take: a power of two. The first slot has to be a multiple of it.
     *
     * @throws EsbException when the pool has too few addresses for them
     */
    public int slots(List<NetworkRequest> requests) {
        long addresses =
                sizes(requests).values().stream().mapToLong(Long::longValue).sum();
        int slots = 1;
        while (slots * range() < addresses) {
            slots *= 2;
        }
        if (slots > lastSlot() / 2) {
            throw new EsbException(
                    "The networks %s need %d addresses, more than the subnet pool %s (esb.subnetPool) has."
                            .formatted(
                                    requests.stream().map(NetworkRequest::name).toList(), addresses, pool));
        }
        return slots;
    }

    /** Assigns the subnets of a slot in which no subnet is in use. */
    public Map<String, List<SubnetAssignment>> assign(List<NetworkRequest> requests, int slot) {
        return assign(requests, slot, List.of()).orElseThrow();
    }

    /**
     * Assigns a subnet to each address pool of each network, and one to a network without pools.
     *
     * @param occupied subnets that other networks or routes use
     * @return the assignments by network, in the order of its pools; empty when the slot's range has too little room beside the occupied
     *     subnets
     */
    public Optional<Map<String, List<SubnetAssignment>>> assign(
            List<NetworkRequest> requests, int slot, List<Subnet> occupied) {
        Map<String, Subnet> ipv4 = place(requests, slot, occupied);
        Map<String, List<SubnetAssignment>> assigned = new LinkedHashMap<>();
        int ipv6 = 0;
        for (NetworkRequest request : requests) {
            List<SubnetAssignment> subnets = new ArrayList<>();
            for (int i = 0; i < poolCount(request); i++) {
                Subnet subnet = isIpv6(request, i)
                        ? Subnet.parse(IPV6_PREFIX).block(48, slot).block(64, ipv6++)
                        : ipv4.get(poolKey(request, i));
                if (subnet == null || occupied.stream().anyMatch(subnet::overlaps)) {
                    return Optional.empty();
                }
                subnets.add(new SubnetAssignment(written(request, i), subnet));
            }
            assigned.put(request.name(), subnets);
        }
        return Optional.of(assigned);
    }

    /** Places the largest first, each at a multiple of its size. One for which there is no room is not in the result. */
    private Map<String, Subnet> place(List<NetworkRequest> requests, int slot, List<Subnet> occupied) {
        Map<String, Subnet> placed = new LinkedHashMap<>();
        List<Subnet> unavailable = new ArrayList<>(occupied);
        long start = slot * range();
        long end = start + slots(requests) * range();
        sizes(requests).entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> {
                    long size = entry.getValue();
                    int prefix = 32 - Long.numberOfTrailingZeros(size);
                    for (long n = start / size; (n + 1) * size <= end; n++) {
                        Subnet candidate = pool.block(prefix, n);
                        if (unavailable.stream().noneMatch(candidate::overlaps)) {
                            placed.put(entry.getKey(), candidate);
                            unavailable.add(candidate);
                            return;
                        }
                    }
                });
        return placed;
    }

    /** The number of addresses for each IPv4 pool, by {@link #poolKey}: a power of two. */
    private Map<String, Long> sizes(List<NetworkRequest> requests) {
        long pools = requests.stream().mapToLong(request -> poolCount(request)).sum();
        long common = range() / Math.max(1, Long.highestOneBit(Math.max(1, 2 * pools - 1)));
        long usual = Math.max(1L << (32 - SMALLEST_PREFIX), Math.min(common, 1L << (32 - LARGEST_COMMON_PREFIX)));
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (NetworkRequest request : requests) {
            for (int i = 0; i < poolCount(request); i++) {
                if (!isIpv6(request, i)) {
                    sizes.put(poolKey(request, i), Math.max(usual, needed(request, i)));
                }
            }
        }
        return sizes;
    }

    /** The number of addresses up to the highest static one and the broadcast address after it; 0 where the file has no subnet. */
    private static long needed(NetworkRequest request, int index) {
        if (index >= request.pools().size()
                || request.pools().get(index).subnet().isEmpty()) {
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

    private long range() {
        return 1L << (32 - pool.prefix() - SLOT_BITS);
    }

    /** The file's pools, and an IPv4 one if it has none: otherwise the engine would use up one of its own few. */
    private static int poolCount(NetworkRequest request) {
        boolean hasIpv4 =
                request.pools().stream().anyMatch(pool -> !pool.subnet().contains(":"));
        return request.pools().size() + (hasIpv4 ? 0 : 1);
    }

    private static boolean isIpv6(NetworkRequest request, int index) {
        return index < request.pools().size()
                && request.pools().get(index).subnet().contains(":");
    }

    private static Optional<Subnet> written(NetworkRequest request, int index) {
        return index < request.pools().size()
                        && !request.pools().get(index).subnet().isEmpty()
                ? Optional.of(Subnet.parse(request.pools().get(index).subnet()))
                : Optional.empty();
    }

    private static String poolKey(NetworkRequest request, int index) {
        return request.name() + "#" + index;
    }
}
